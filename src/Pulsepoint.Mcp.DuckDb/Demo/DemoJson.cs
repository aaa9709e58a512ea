using System.Text.Json.Serialization;

namespace Pulsepoint.Mcp.DuckDb.Demo;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DemoStamp))]
internal sealed partial class DemoJson : JsonSerializerContext;
