using System.Globalization;
using System.Runtime.InteropServices;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Postgres.Embedded;

/// <summary>Whom the server runs as when this process is root: Postgres refuses to run as root.</summary>
internal sealed partial record OsAccount(string Name, uint UserId, uint GroupId)
{
    private const string Accounts = "/etc/passwd";

    /// <summary>Null when the server runs as this process' own user.</summary>
    public static OsAccount? ForServer(string? wanted)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
            return null;

        string[] names = wanted is null ? ["postgres", "nobody"] : [wanted];
        var lines = File.ReadAllLines(Accounts);
        return names.Select(name => Find(lines, name)).FirstOrDefault(account => account is not null)
            ?? throw Refusal.SourceUnavailable(
                $"Postgres does not run as root, and this machine has no user {string.Join(" or ", names)}.",
                "Run pulsepoint-mcp as an ordinary user, or add the user postgres.");
    }

    public static OsAccount? Find(IEnumerable<string> accounts, string name) => accounts
        .Select(line => line.Split(':'))
        .Where(fields => fields.Length >= 4 && fields[0] == name)
        .Select(fields => new OsAccount(
            name,
            uint.Parse(fields[2], CultureInfo.InvariantCulture),
            uint.Parse(fields[3], CultureInfo.InvariantCulture)))
        .FirstOrDefault();

    /// <summary>Hands a file or folder over to the account.</summary>
    public void Own(string path)
    {
        if (Chown(path, UserId, GroupId) != 0)
            throw new IOException($"{path} cannot be handed over to the user {Name} (error {Marshal.GetLastPInvokeError()}).");
    }

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Chown(string path, uint user, uint group);
}
