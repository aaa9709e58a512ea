using System.Globalization;
using NodaTime;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.OutboxProcess;

// One process of several on one outbox. It ends when its input does, unless it is killed before.
if (args is not [var mode, var state, var tenant, var key, var journal, var perSecond, var seconds])
{
    await Console.Error.WriteLineAsync("Usage: chain|pace STATE TENANT KEY JOURNAL EVENTS-PER-SECOND SECONDS");
    return 2;
}

var context = new TenantContext
{
    Tenant = TenantId.Parse(tenant),
    TenantName = tenant,
    User = new UserId(Guid.Empty),
    UserName = "Test",
    Key = new KeyId(Guid.Parse(key)),
    Permissions = Permissions.All,
    Brands = BrandScope.All,
    ExpiresAt = Instant.MaxValue,
    Login = new DatabaseLogin("unused", new Secret("unused")),
};

await using var life = new OutboxLife(context, state, journal);
switch (mode)
{
    case "chain":
        await life.ChainAsync();
        return 0;
    case "pace":
        await life.PaceAsync(int.Parse(perSecond, CultureInfo.InvariantCulture), int.Parse(seconds, CultureInfo.InvariantCulture));
        return 0;
    default:
        return 2;
}
