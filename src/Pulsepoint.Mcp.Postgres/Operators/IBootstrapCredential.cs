using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Postgres.Operators;

/// <summary>The superuser of the embedded cluster, as its files keep it.</summary>
internal interface IBootstrapCredential
{
    DatabaseLogin Read();
}
