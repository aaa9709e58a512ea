using System.Text.Json.Serialization;

namespace Pulsepoint.Mcp.Cli;

// A word that is not known would otherwise be a wish that nobody hears, such as "brands" for "brand".
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(KeyBatchLine))]
internal sealed partial class KeyBatchJson : JsonSerializerContext;
