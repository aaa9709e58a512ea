using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.State;

/// <summary>
/// The folder that holds everything this machine keeps: one place for every path below it. Nothing is created by
/// naming it; who writes there creates what it needs, for its owner only (0700, files 0600).
/// </summary>
public sealed class StateFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly string[] s_perTenant = ["keys", "warehouse", "history"];

    public StateFolder(string root) => Root = Path.GetFullPath(root);

    public string Root { get; }

    public string Cluster => Path.Combine(Root, "pg");

    public string Issuer => Path.Combine(Root, "issuer");

    public string Secrets => Path.Combine(Root, "secrets");

    public string Outbox => Path.Combine(Root, "outbox");

    public string Keys(TenantId tenant) => Path.Combine(Root, "keys", tenant.Value);

    public string Warehouse(TenantId tenant) => Path.Combine(Root, "warehouse", tenant.Value);

    /// <summary>A tenant's events, where no cloud keeps them.</summary>
    public string History(TenantId tenant) => Path.Combine(Root, "history", tenant.Value);

    /// <summary>Whose keys, facts or events have a place here.</summary>
    public IReadOnlyCollection<TenantId> Tenants() =>
    [
        .. s_perTenant
            .Select(name => Path.Combine(Root, name))
            .Where(Directory.Exists)
            .SelectMany(Directory.GetDirectories)
            .Select(folder => TenantId.TryParse(Path.GetFileName(folder), out var tenant) ? tenant : (TenantId?)null)
            .OfType<TenantId>()
            .Distinct(),
    ];

    /// <summary>Removes what is kept here of a tenant alone: its keys, its warehouse and its history.</summary>
    public void Forget(TenantId tenant)
    {
        foreach (var folder in new[] { Keys(tenant), Warehouse(tenant), History(tenant) })
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Creates a folder that only its owner can enter.</summary>
    public static void CreatePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly);
    }

    /// <summary>Writes a file that only its owner can read, whole or not at all.</summary>
    public static void WritePrivate(string path, string text) => File.Move(WriteBeside(path, text), path, overwrite: true);

    /// <summary>Writes such a file where there is none; of several that try at once, one wins.</summary>
    public static void WritePrivateOnce(string path, string text)
    {
        var fresh = WriteBeside(path, text);
        try
        {
            File.Move(fresh, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(fresh);
        }
    }

    // A name of its own, so that two who write at once do not write into each other's file.
    private static string WriteBeside(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        var fresh = $"{path}.{Path.GetRandomFileName()}";
        using (var writer = new StreamWriter(fresh, options))
        {
            writer.Write(text);
            writer.Flush();

            // A key that is in use must be on the disk by then, not only in the machine's memory.
            ((FileStream)writer.BaseStream).Flush(flushToDisk: true);
        }

        return fresh;
    }
}
