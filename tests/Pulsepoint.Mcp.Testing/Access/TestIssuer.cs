using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Server;

namespace Pulsepoint.Mcp.Testing.Access;

/// <summary>An issuer in a state folder of its own, and the server's options that trust it.</summary>
public sealed class TestIssuer : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pulsepoint-test-");
    private readonly ServiceProvider _services;

    public TestIssuer()
    {
        Options = new ServerOptions { Version = "1.2.3", State = new StateFolder(_folder.FullName) };
        _services = new ServiceCollection().AddLogging().AddPulsepointServer(Options).BuildServiceProvider();
        Keys = _services.GetRequiredService<IKeyIssuer>();
        Keys.Init();
    }

    /// <summary>When keys of this issuer are issued.</summary>
    public static Instant Now { get; } = Instant.FromUtc(2026, 11, 23, 12, 0);

    public ServerOptions Options { get; }

    public IKeyIssuer Keys { get; }

    /// <summary>A key of Aurora's analyst, valid for 90 days from <see cref="Now"/>.</summary>
    public static KeyGrant Grant { get; } = new()
    {
        Key = new KeyId(Guid.Parse("0199f2f0-0000-7000-8000-000000000001")),
        Tenant = TenantId.Parse("aurora"),
        TenantName = "Aurora Brands",
        User = new UserId(Guid.Parse("0199f2f0-0000-7000-8000-000000000002")),
        UserName = "Ada",
        Permissions = Permissions.AnalyticsRead,
        Brands = BrandScope.All,
        IssuedAt = Now,
        ExpiresAt = Now + Duration.FromDays(90),
    };

    public ServerOptions WithKey(KeyGrant? grant = null) => Options with { Key = Keys.Sign(grant ?? Grant) };

    public void Dispose()
    {
        _services.Dispose();
        _folder.Delete(recursive: true);
    }
}
