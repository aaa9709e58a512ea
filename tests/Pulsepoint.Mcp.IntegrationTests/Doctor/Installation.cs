using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Doctor;
using Pulsepoint.Mcp.Hosting;
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

        var address = new NpgsqlConnectionStringBuilder(database.PlatformDatabase);
        address.Remove("Username");
        address.Remove("Password");
        installation.Set("PULSEPOINT_DATABASE", address.ConnectionString);
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
        await using var services = ToolServices.Build(Settings.Load(State.Root, _environment.GetValueOrDefault));
        var issuer = services.GetRequiredService<IKeyIssuer>();
        issuer.Init();

        var issued = SystemClock.Instance.GetCurrentInstant() - ago;
        var grant = new KeyGrant
        {
            Key = new KeyId(Guid.CreateVersion7(issued.ToDateTimeOffset())),
            Tenant = ThreeTenants.Aurora,
            TenantName = "Aurora",
            User = ThreeTenants.Analyst,
            UserName = "Analyst",
            Permissions = Permissions.All,
            Brands = BrandScope.All,
            IssuedAt = issued,
            ExpiresAt = issued + Duration.FromDays(90),
        };
        var key = issuer.Sign(grant);
        if (ago == Duration.Zero)
            await database.Get<IKeyRegistry>().RegisterAsync(grant, key, CancellationToken.None);

        Key = services.GetRequiredService<IKeyVerifier>().Read(key);
        StateFolder.WritePrivate(KeyFile, key.Reveal());
        Set("PULSEPOINT_API_KEY_FILE", KeyFile);
    }
}
