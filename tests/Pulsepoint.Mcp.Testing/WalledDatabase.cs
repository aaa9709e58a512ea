using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Npgsql;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Migrations;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Postgres;

namespace Pulsepoint.Mcp.Testing;

/// <summary>A database of its own on the shared server, bootstrapped and migrated by the product's own code.</summary>
public sealed class WalledDatabase : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<PostgresServer, Lazy<Task<string>>> s_migrated = new();

    private readonly PostgresServer _server;
    private readonly string _name;
    private readonly ServiceProvider _services;

    private WalledDatabase(PostgresServer server, string name, ServiceProvider services)
    {
        _server = server;
        _name = name;
        _services = services;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A database with roles and schemas only.</summary>
    public static async Task<WalledDatabase> BootstrappedAsync() => await BootstrappedAsync(await PostgresServer.SharedAsync());

    /// <summary>A database at head.</summary>
    public static async Task<WalledDatabase> MigratedAsync() => await MigratedAsync(await PostgresServer.SharedAsync());

    /// <summary>A database at head: a copy of the server's first one, which is many times faster than to migrate again.</summary>
    public static async Task<WalledDatabase> MigratedAsync(PostgresServer server)
    {
        ArgumentNullException.ThrowIfNull(server);

        var model = await s_migrated.GetOrAdd(server, s => new Lazy<Task<string>>(() => MakeModelAsync(s))).Value;
        var database = New(server);
        await server.RunAsync($"create database {database._name} template {model}");

        // What is said of a database and not in it, such as who may connect, is not copied.
        await database.Get<IMigrator>().BootstrapAsync(CancellationToken.None);
        return database;
    }

    private static async Task<WalledDatabase> BootstrappedAsync(PostgresServer server)
    {
        var database = New(server);
        await database.Get<IMigrator>().BootstrapAsync(CancellationToken.None);
        return database;
    }

    private static async Task<string> MakeModelAsync(PostgresServer server)
    {
        var database = await BootstrappedAsync(server);
        await database.Get<IMigrator>().MigrateAsync(CancellationToken.None);

        // Nobody may be in what is copied.
        await database._services.DisposeAsync();
        await server.RunAsync($"alter database {database._name} allow_connections false");
        return database._name;
    }

    private static WalledDatabase New(PostgresServer server)
    {
        var name = "t_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        var superuser = new NpgsqlConnectionStringBuilder(server.SuperuserConnectionString(name));
        var services = new ServiceCollection()
            .AddSingleton(server.State)
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddPulsepointPostgres(new PostgresOptions
            {
                Database = At(server, name),
                BootstrapDatabase = At(server, name, superuser.Username, superuser.Password),
                // Roles belong to the whole server, so every database of the run gives the operators the same passwords.
                MigratorDatabase = At(server, name, "pp_migrator", "migrator of the tests"),
                PlatformDatabase = At(server, name, "pp_platform", "platform of the tests"),
            })
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        return new WalledDatabase(server, name, services);
    }

    /// <summary>Registers a key as the platform does, and gives the context that a verified key would.</summary>
    public async Task<TenantContext> IssueKeyAsync(
        TenantId tenant, UserId user, Permissions permissions = Permissions.AnalyticsRead, BrandScope? brands = null, Duration? life = null)
    {
        var now = SystemClock.Instance.GetCurrentInstant();
        var grant = new KeyGrant
        {
            Key = new KeyId(Guid.CreateVersion7(now.ToDateTimeOffset())),
            Tenant = tenant,
            TenantName = tenant.Value,
            User = user,
            UserName = "somebody",
            Permissions = permissions,
            Brands = brands ?? BrandScope.All,
            IssuedAt = now,
            ExpiresAt = now + (life ?? Duration.FromDays(1)),
        };
        var apiKey = new Secret(Convert.ToBase64String(RandomNumberGenerator.GetBytes(48)));
        await Get<IKeyRegistry>().RegisterAsync(grant, apiKey, CancellationToken.None);

        return new TenantContext
        {
            Tenant = tenant,
            TenantName = grant.TenantName,
            User = user,
            UserName = grant.UserName,
            Key = grant.Key,
            Permissions = permissions,
            Brands = grant.Brands,
            ExpiresAt = grant.ExpiresAt,
            Login = DatabaseLogin.For(apiKey, grant.Key),
        };
    }

    /// <summary>For <c>PULSEPOINT_PLATFORM_DATABASE</c>.</summary>
    public string PlatformDatabase => At(_server, _name, "pp_platform", "platform of the tests");

    /// <summary>For <c>PULSEPOINT_DATABASE</c>: the credential comes from the key.</summary>
    public string KeysDatabase => At(_server, _name);

    /// <summary>A plain session with the key's login: what its holder gets from psql.</summary>
    public Task<NpgsqlConnection> LogInAsync(TenantContext tenant) => OpenAsync(tenant.Login.Role, tenant.Login.Password.Reveal());

    public Task<NpgsqlConnection> LogInAsPlatformAsync() => OpenAsync("pp_platform", "platform of the tests");

    public Task<NpgsqlConnection> LogInAsMigratorAsync() => OpenAsync("pp_migrator", "migrator of the tests");

    public async Task<NpgsqlConnection> LogInAsSuperuserAsync()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_server.SuperuserConnectionString(_name)) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _server.RunAsync($"drop database if exists {_name} with (force)");
    }

    private static string At(PostgresServer server, string database, string? user = null, string? password = null)
    {
        var place = new NpgsqlConnectionStringBuilder(server.SuperuserConnectionString(database));
        var text = new NpgsqlConnectionStringBuilder { Host = place.Host, Port = place.Port, Database = database };
        if (user is not null)
        {
            text.Username = user;
            text.Password = password;
        }

        return text.ConnectionString;
    }

    private async Task<NpgsqlConnection> OpenAsync(string role, string password)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(At(_server, _name, role, password)) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}
