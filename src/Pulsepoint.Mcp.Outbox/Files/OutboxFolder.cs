using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Outbox.Files;

/// <summary>Every path of the outbox.</summary>
internal sealed class OutboxFolder(StateFolder state)
{
    public string Path => state.Outbox;

    public string Secrets => state.Secrets;

    public string Database => In("outbox.db");

    /// <summary>Held by whoever opens the database.</summary>
    public string OpenLock => In("outbox.open");

    /// <summary>Held by whoever is in a transaction, or puts another file in the database's place.</summary>
    public string Gate => In("outbox.gate");

    /// <summary>Held by whoever has waited at the gate for long and comes through next.</summary>
    public string Next => In("outbox.next");

    public string HighWaterMark => In("outbox.mark");

    public string HeadRoom => In("outbox.room");

    public string Keys => System.IO.Path.Combine(state.Secrets, "outbox.key");

    public string FlushLock(string sink, KeyId key) => In($"flush-{sink}-{key.Value:N}.lock");

    /// <summary>The locks of all keys that ever delivered to a sink.</summary>
    public IEnumerable<string> FlushLocks(string sink) => Directory.Exists(Path) ? Directory.EnumerateFiles(Path, $"flush-{sink}-*.lock") : [];

    public void Create()
    {
        StateFolder.CreatePrivate(state.Root);
        StateFolder.CreatePrivate(Path);
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
