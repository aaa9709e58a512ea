using Pulsepoint.Mcp.Core.Provisioning;
using Pulsepoint.Mcp.Core.Tokens;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.Provisioning;

/// <summary>The tenant's identity may read its dataset. All other lines stay as they are.</summary>
internal static class AccessDifference
{
    private const string Reader = "READER";
    private const string ReaderRole = "roles/bigquery.dataViewer";

    /// <returns>All lines as they shall be; null where the identity may read already.</returns>
    public static IReadOnlyList<DatasetAccess>? Of(ServiceIdentity reader, IReadOnlyList<DatasetAccess>? existing) =>
        existing?.Any(a => Lets(a, reader)) == true ? null : [.. existing ?? [], new DatasetAccess { Role = Reader, UserByEmail = reader.Email }];

    public static ProvisioningStep Step(ServiceIdentity reader, Dataset? existing) => new(
        ProvisionedThing.Access,
        reader.Email,
        Of(reader, existing?.Access) is null ? ProvisioningChange.None : ProvisioningChange.Make,
        Of(reader, existing?.Access) is null ? [] : ["reads the dataset"]);

    // What holds under a condition only may not hold when it is needed.
    private static bool Lets(DatasetAccess line, ServiceIdentity reader) =>
        line.Role is Reader or ReaderRole && string.Equals(line.UserByEmail, reader.Email, StringComparison.OrdinalIgnoreCase) && line.Others?.ContainsKey("condition") != true;
}
