using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Hosting;

namespace Pulsepoint.Mcp.Doctor;

/// <summary>Whether a fixed "now" is set where it is refused: everywhere but in demo data.</summary>
internal sealed class FixedNowCheck(Settings settings, IConfiguredKey key, ITenantProfiles profiles) : Check("fixed_now")
{
    public override Ground Needs => Ground.Schema;

    public override async Task<Finding> ExamineAsync(CancellationToken cancellationToken) => settings.Now is null
        ? Finding.Well("Days are counted by the real clock.")
        : Judge((await profiles.ReadAsync(key.Require(), cancellationToken)).IsDemo);

    internal static Finding Judge(bool isDemo) => isDemo
        ? Finding.Well("PULSEPOINT_NOW is set, and the organisation's data are demo data.")
        : Finding.Wrong("PULSEPOINT_NOW is set, but the organisation's data are no demo data, so its questions are refused.", "Unset PULSEPOINT_NOW.");
}
