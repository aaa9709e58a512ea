using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Doctor;

/// <summary>
/// Looks at the database with a key's own login, whatever state it is in: what a call would refuse to be served by can be
/// looked at here. Changes nothing, and tells nothing of other tenants.
/// </summary>
/// <remarks>
/// Every member refuses with <c>source_unavailable</c> where the database cannot be reached or has no schema of ours, and as
/// every call does where the key is not accepted.
/// </remarks>
public interface IDatabaseExamination
{
    /// <summary>The server, asked for nothing that needs our schema.</summary>
    Task<ServerFindings> LookAtServerAsync(TenantContext tenant, CancellationToken cancellationToken);

    /// <summary>The session that the key gets.</summary>
    Task<LoginFindings> LookAtLoginAsync(TenantContext tenant, CancellationToken cancellationToken);

    /// <summary>Holds the database's catalogue against the rules of the walls.</summary>
    /// <returns>A sentence for each place where a wall is missing or changed; none where all are whole. No other key is named.</returns>
    Task<IReadOnlyList<string>> FindHolesAsync(TenantContext tenant, CancellationToken cancellationToken);

    /// <summary>Tries the walls: asks every table that the key can read whether it shows a row of any other tenant.</summary>
    Task<CanaryFindings> TryWallsAsync(TenantContext tenant, CancellationToken cancellationToken);
}
