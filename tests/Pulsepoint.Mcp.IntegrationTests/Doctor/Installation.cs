using NodaTime;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Doctor;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Doctor;

/// <summary>A machine of an analyst at aurora: a state folder of its own, a key file, and the address of a database.</summary>
internal sealed class Installation : IAsyncDisposable
{
    // A machine that runs tests is busier than one that a doctor is called to.
    private static readonly TimeSpan s_longestCheck = TimeSpan.FromMinutes(2);

    private readonly Dictionary<string, string?> _environment = [];

    private Installation(string folder) => State = new StateFolder(folder);

    public StateFolder State { get; }

    public TenantContext Key { get; private set; } = null!; // set where it is made

    public string KeyFile => Path.Combine(State.Root, "analyst.key");

    public static async Task<Installation> CreateAsync(WalledDatabase database, Duration? ago = null)
    {
        var installation = new Installation(TemporaryFolder.Create());
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(installation.State.Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        installation.Set("PULSEPOINT_DATABASE", database.KeysDatabase);
        await installation.IssueAsync(database, ago ?? Duration.Zero);
        return installation;
    }

    public void Set(string setting, string? value) => _environment[setting] = value;

    public Task<Diagnosis> ExamineAsync() =>
        Visit.RunAsync(State.Root, _environment.GetValueOrDefault, State.Root, s_longestCheck, CancellationToken.None);

    public ValueTask DisposeAsync()
    {
        Directory.Delete(State.Root, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task IssueAsync(WalledDatabase database, Duration ago)
    {
        var grant = SignedKey.Grant(ThreeTenants.Aurora, ThreeTenants.Analyst, Permissions.All, SystemClock.Instance.GetCurrentInstant() - ago);
        Key = await SignedKey.IssueAsync(ago == Duration.Zero ? database : null, State, _environment.GetValueOrDefault, grant, KeyFile);
        Set("PULSEPOINT_API_KEY_FILE", KeyFile);
    }
}
