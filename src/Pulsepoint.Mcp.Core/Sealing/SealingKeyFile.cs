using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.State;

namespace Pulsepoint.Mcp.Core.Sealing;

/// <summary>The state folder's own sealing keys: one on each line, the current one first, readable for the owner only.</summary>
public sealed class SealingKeyFile(StateFolder state)
{
    private const string Name = "sealing.keys";

    private const UnixFileMode OthersMode = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    public string Path { get; } = System.IO.Path.Combine(state.Secrets, Name);

    /// <summary>Waits until nobody else seals or rotates with this file.</summary>
    public async Task<IDisposable> TakeTurnAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        StateFolder.CreatePrivate(state.Secrets);
        return await FileLock.TakeAsync(Path + ".lock", isShared: false, s_patience, time, cancellationToken) ?? throw Refusal.SourceUnavailable(
            "Somebody else is at work with the sealing keys.", "Try again when the other 'pulsepoint-mcp secrets' command has ended.");
    }

    /// <summary>The keys, with a first one made where there is none.</summary>
    public SealingKeyRing ReadOrMake()
    {
        if (!File.Exists(Path))
        {
            StateFolder.CreatePrivate(state.Secrets);
            StateFolder.WritePrivateOnce(Path, Text([SealingKey.Create()]));
        }

        return Read();
    }

    /// <exception cref="RefusalException"><c>source_unavailable</c>: there is no such file, others can read it, or it is damaged.</exception>
    public SealingKeyRing Read()
    {
        if (!File.Exists(Path))
        {
            throw Refusal.SourceUnavailable(
                $"There is no sealing key: {Path} does not exist.", "Set PULSEPOINT_SEALING_KEY, or keep a first secret with 'pulsepoint-mcp secrets set'.");
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(Path) & OthersMode) != UnixFileMode.None)
            throw Refusal.SourceUnavailable($"The sealing keys in {Path} can be read by other users of this machine.", $"Make the file private with: chmod 600 {Path}");

        var keys = File.ReadAllLines(Path).Where(line => line.Length > 0).Select(line => SealingKey.TryParse(line) ?? throw Damaged()).ToArray();
        return keys is [var current, .. var older] ? new SealingKeyRing(current, older) : throw Damaged();
    }

    /// <summary>The ring with the file's keys behind its own, where there are any: what was sealed before the settings named a key still opens.</summary>
    public SealingKeyRing AddTo(SealingKeyRing ring)
    {
        ArgumentNullException.ThrowIfNull(ring);

        return File.Exists(Path) && Read() is var own ? new SealingKeyRing(ring.Current, [.. ring.Older, own.Current, .. own.Older]) : ring;
    }

    public void Write(SealingKeyRing ring)
    {
        ArgumentNullException.ThrowIfNull(ring);

        StateFolder.WritePrivate(Path, Text([ring.Current, .. ring.Older]));
    }

    private static string Text(IEnumerable<SealingKey> keys) => string.Concat(keys.Select(key => key.ToText().Reveal() + "\n"));

    private RefusalException Damaged() => Refusal.SourceUnavailable(
        $"The sealing keys in {Path} are damaged.", "Each line is a key of 32 bytes in base64. Bring the file back from where it is kept safe.");
}
