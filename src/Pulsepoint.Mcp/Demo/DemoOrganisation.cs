using Pulsepoint.Mcp.Core.Administration;

namespace Pulsepoint.Mcp.Demo;

/// <param name="Description">Who it is.</param>
/// <param name="Number">Its number in the database.</param>
/// <param name="Keys">Its keys.</param>
internal sealed record DemoOrganisation(TenantDescription Description, int Number, IReadOnlyList<DemoKey> Keys);
