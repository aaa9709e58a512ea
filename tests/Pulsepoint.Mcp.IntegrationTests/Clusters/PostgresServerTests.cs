using FluentAssertions;
using Npgsql;
using NUnit.Framework;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Clusters;

internal sealed class PostgresServerTests
{
    [Test]
    public async Task The_shared_server_lets_its_superuser_in()
    {
        var server = await PostgresServer.SharedAsync();

        await using var connection = new NpgsqlConnection(server.SuperuserConnectionString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select current_user::text", connection);
        var user = await command.ExecuteScalarAsync();

        user.Should().Be("pp_bootstrap");
    }
}
