using Pulsepoint.Mcp.Core.Sealing;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Outbox.Files;

namespace Pulsepoint.Mcp.Outbox.Sealing;

/// <summary>The outbox's own keys: one on each line, the current one first, in another folder than the database.</summary>
internal sealed class PayloadKeyFile(OutboxFolder folder)
{
    /// <summary>
    /// The keys, with a first one made where there is none. What is damaged in the file is set aside and a new key made:
    /// a call must not fail because of old events that nobody can read any more.
    /// </summary>
    public PayloadKeys ReadOrMake()
    {
        if (File.Exists(folder.Keys) && Parse() is { } keys)
            return keys;

        if (File.Exists(folder.Keys))
            File.Move(folder.Keys, $"{folder.Keys}.damaged-{Path.GetRandomFileName()}");

        StateFolder.CreatePrivate(folder.Secrets);
        StateFolder.WritePrivateOnce(folder.Keys, Text([SealingKey.Create()]));
        return Parse() ?? throw new IOException("The new key of the outbox cannot be read back.");
    }

    /// <summary>Puts a new key first. Whoever may have read the file before must read it anew before they seal.</summary>
    /// <param name="isNeeded">Whether a key of that id is kept.</param>
    /// <returns>The new key's id.</returns>
    public string Rotate(Func<string, bool> isNeeded)
    {
        var fresh = SealingKey.Create();
        StateFolder.WritePrivate(folder.Keys, Text([fresh, .. ReadOrMake().All.Where(k => isNeeded(k.Id))]));
        return fresh.Id;
    }

    private PayloadKeys? Parse()
    {
        var keys = File.ReadAllLines(folder.Keys).Where(line => line.Length > 0).Select(SealingKey.TryParse).ToList();
        return keys is [{ } current, ..] && keys.OfType<SealingKey>().ToList() is var all && all.Count == keys.Count
            ? new PayloadKeys(new SealingKeyRing(current, all[1..]))
            : null;
    }

    private static string Text(IEnumerable<SealingKey> keys) => string.Concat(keys.Select(key => key.ToText().Reveal() + "\n"));
}
