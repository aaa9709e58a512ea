using System.Text.Json.Serialization;

namespace Pulsepoint.Mcp.Google.BigQuery.Wire;

/// <summary>BigQuery's JSON, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(QueryRequest))]
[JsonSerializable(typeof(QueryResponse))]
[JsonSerializable(typeof(Job))]
[JsonSerializable(typeof(JobCancelled))]
[JsonSerializable(typeof(Dataset))]
[JsonSerializable(typeof(DatasetList))]
[JsonSerializable(typeof(Table))]
[JsonSerializable(typeof(TableList))]
[JsonSerializable(typeof(TableDataList))]
[JsonSerializable(typeof(QueryParameter))]
internal sealed partial class WireJson : JsonSerializerContext;
