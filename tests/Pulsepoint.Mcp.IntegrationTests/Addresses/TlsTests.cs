using System.Text;
using FluentAssertions;
using Npgsql;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Postgres;
using Pulsepoint.Mcp.Postgres.Addresses;
using Pulsepoint.Mcp.Postgres.Embedded;
using Pulsepoint.Mcp.Postgres.Tenancy;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Addresses;

/// <summary>The way to a database elsewhere, with a real server: encrypted, verified in full, and no address turns that off.</summary>
internal sealed class TlsTests
{
    private readonly TestAuthority _authority = new();
    private PostgresServer _server = null!;
    private string _root = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await PostgresServer.StartOnPortAsync();
        _root = Path.Combine(_server.State.Root, "authority.pem");
        await File.WriteAllTextAsync(_root, _authority.RootPem);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _server.DisposeAsync();
        _authority.Dispose();
    }

    [Test]
    public async Task A_verified_server_is_spoken_to_by_TLS_1_3()
    {
        await UseCertificateOfAsync("127.0.0.1");

        (await ProtocolAsync(Address())).Should().Be("TLSv1.3");
    }

    [Test]
    public async Task A_certificate_of_another_host_is_refused()
    {
        await UseCertificateOfAsync("db.example.com");

        (await RefusalAsync(Address())).Should().Contain("could not be verified");
    }

    [Test]
    public async Task A_certificate_of_an_unknown_authority_is_refused()
    {
        await UseCertificateOfAsync("127.0.0.1");

        (await RefusalAsync(Address(root: null))).Should().Contain("could not be verified");
    }

    [Test]
    public async Task A_server_without_TLS_is_refused()
    {
        await ConfigureAsync("alter system set ssl = off");

        (await RefusalAsync(Address())).Should().Contain("offers no encryption");
    }

    [Test]
    public async Task A_server_without_TLS_1_3_is_spoken_to_only_where_the_floor_was_lowered()
    {
        await UseCertificateOfAsync("127.0.0.1", "alter system set ssl_max_protocol_version = 'TLSv1.2'");

        (await RefusalAsync(Address())).Should().Contain("could not be verified");
        (await ProtocolAsync(Address(), new PostgresOptions { AllowTls12 = true })).Should().Be("TLSv1.2");
        (await RefusalAsync(Address(root: null), new PostgresOptions { AllowTls12 = true })).Should().Contain("could not be verified");
    }

    // A loopback address may do without; here it is asked for, as an address elsewhere always is.
    private DatabaseAddress Address(string? root = "") => DatabaseAddressText.Parse(
        _server.Address.Split('?')[0] + "?sslmode=verify-full" + (root is null ? "" : "&sslrootcert=" + Uri.EscapeDataString(_root)), "PULSEPOINT_DATABASE")
        with
    { Database = "postgres" };

    private async Task<string> ProtocolAsync(DatabaseAddress address, PostgresOptions? options = null)
    {
        await using var source = Source(address, options);
        await using var command = source.CreateCommand("select version from pg_stat_ssl where pid = pg_backend_pid()");
        return (string)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>What a caller would be told of the login that fails.</summary>
    private async Task<string> RefusalAsync(DatabaseAddress address, PostgresOptions? options = null)
    {
        await using var source = Source(address, options);
        var login = async () => await source.OpenConnectionAsync();

        var failure = (await login.Should().ThrowAsync<NpgsqlException>()).Which;
        return DatabaseFailure.OfServer(failure)!.Message;
    }

    private NpgsqlDataSource Source(DatabaseAddress address, PostgresOptions? options)
    {
        var superuser = new NpgsqlConnectionStringBuilder(_server.SuperuserConnectionString());
        return new DataSourceFactory(options ?? new PostgresOptions())
            .Create(address, new DatabaseLogin(BootstrapAccess.Superuser, new Secret(superuser.Password!)), maxPoolSize: 1);
    }

    private async Task UseCertificateOfAsync(string host, string protocol = "alter system reset ssl_max_protocol_version")
    {
        var (certificate, key) = _authority.IssueFor(host);
        await ConfigureAsync(Write("server.crt", certificate), Write("server.key", key), "alter system set ssl = on", protocol);
    }

    private async Task ConfigureAsync(params string[] statements)
    {
        var before = await LoadedAtAsync();
        await _server.RunAsync([.. statements, "select pg_reload_conf()"]);

        // The server reads its settings when it gets to it; a session that began after that knows.
        while (await LoadedAtAsync() == before)
            await Task.Yield();
    }

    private async Task<DateTime> LoadedAtAsync()
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_server.SuperuserConnectionString()) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select pg_conf_load_time()", connection);
        return (DateTime)(await command.ExecuteScalarAsync())!;
    }

    // By the server itself, whose own the file has to be and nobody else's to read.
    private static string Write(string name, string pem) =>
        $"copy (select '{Convert.ToBase64String(Encoding.ASCII.GetBytes(pem))}') to program 'umask 077; base64 -di > {name}'";
}
