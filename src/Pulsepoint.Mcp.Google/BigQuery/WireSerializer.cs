using System.Text.Json;
using Google.Apis;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.BigQuery;

/// <summary>Google's library would take texts that look like dates for dates. Only what <see cref="WireJson"/> knows can be read or written.</summary>
internal sealed class WireSerializer : ISerializer
{
    public static WireSerializer Instance { get; } = new();

    public string Format => "json";

    public void Serialize(object obj, Stream target) => JsonSerializer.Serialize(target, obj, TypeOf(obj));

    public string Serialize(object obj) => JsonSerializer.Serialize(obj, TypeOf(obj));

    // The library asks for nothing that may be null.
    public T Deserialize<T>(string input) => (T)Deserialize(input, typeof(T));

    public object Deserialize(string input, Type type) => JsonSerializer.Deserialize(input, WireJson.Default.GetTypeInfo(type)!)!;

    public T Deserialize<T>(Stream input) => (T)JsonSerializer.Deserialize(input, WireJson.Default.GetTypeInfo(typeof(T))!)!;

    private static System.Text.Json.Serialization.Metadata.JsonTypeInfo TypeOf(object value) => WireJson.Default.GetTypeInfo(value.GetType())!;
}
