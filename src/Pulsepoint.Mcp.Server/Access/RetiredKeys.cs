using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.State;

namespace Pulsepoint.Mcp.Server.Access;

/// <summary>
/// Public keys that sign no more, each in a file <c>issuer/retired/KID.json</c> that says until when keys of theirs may be
/// alive. Their private halves are gone.
/// </summary>
internal sealed class RetiredKeys(StateFolder state)
{
    private string Folder => Path.Combine(state.Issuer, "retired");

    public void Add(IssuerPublicKey key, Instant until)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("until", InstantPattern.ExtendedIso.Format(until));
            json.WriteString("kid", key.Id);
            json.WriteString("x", key.X);
            json.WriteString("y", key.Y);
            json.WriteEndObject();
        }

        StateFolder.CreatePrivate(Folder);
        StateFolder.WritePrivate(Path.Combine(Folder, key.Id + ".json"), Encoding.UTF8.GetString(buffer.ToArray()));
    }

    /// <summary>Those whose keys may be alive, the last retired first.</summary>
    public IReadOnlyList<IssuerPublicKey> At(Instant now) => !Directory.Exists(Folder)
        ? []
        : [.. Directory.EnumerateFiles(Folder, "*.json").Select(Read).Where(k => k.Until > now).OrderByDescending(k => k.Until).Select(k => k.Key)];

    private static (IssuerPublicKey Key, Instant Until) Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            return (new IssuerPublicKey(Text(root, "kid"), Text(root, "x"), Text(root, "y")), InstantPattern.ExtendedIso.Parse(Text(root, "until")).Value);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or UnparsableValueException)
        {
            // Left out, every key that it signed would be refused, and nobody would know why.
            throw new InvalidDataException($"{path} is damaged; bring it back from a copy, or delete it if no key of before its rotation is in use.", e);
        }
    }

    private static string Text(JsonElement key, string name) => key.GetProperty(name).GetString() ?? throw new KeyNotFoundException(name);
}
