using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Privacy;

/// <summary>Removes what is older than its organisation keeps it, with the platform's credential. On record with each of them.</summary>
public interface IRetention
{
    /// <summary>What a run would remove now.</summary>
    Task<RetentionReport> PreviewAsync(CancellationToken cancellationToken);

    /// <summary>Removes it, in steps that each stand by themselves: stopped and run again, it goes on.</summary>
    Task<RetentionReport> RunAsync(CancellationToken cancellationToken);

    /// <summary>Changes how many days an organisation's record is kept, 1 to 2557. Nothing is removed before the next run.</summary>
    /// <exception cref="Refusals.RefusalException">There is no such tenant.</exception>
    Task KeepAsync(TenantId tenant, int days, CancellationToken cancellationToken);
}
