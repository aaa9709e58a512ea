using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulsepoint.Mcp.Doctor;

[JsonSerializable(typeof(DiagnosisAnswer))]
internal sealed partial class DiagnosisJson : JsonSerializerContext
{
    // It goes to a terminal or a script, never into a page: quotes stay readable.
    public static DiagnosisJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
