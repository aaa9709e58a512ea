using System.Text.Json;
using NodaTime;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Demo;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.DuckDb.Demo.Answers;
using Pulsepoint.Mcp.DuckDb.Snapshots;

namespace Pulsepoint.Mcp.DuckDb.Demo;

/// <summary>Generates and publishes the demo tenants' snapshots.</summary>
internal sealed class DemoWarehouse(StateFolder state, SnapshotPublisher publisher) : IDemoWarehouse
{
    private const int LargeScale = 10;

    public IReadOnlyList<TenantDescription> Tenants { get; } = [.. DemoTenants.All.Select(t => t.Describe())];

    public bool IsCurrent(TenantId tenant, Instant now, int scale) => IsCurrent(DemoTenants.Of(tenant), DemoRange.Until(now, scale));

    public Task PublishAsync(TenantId tenant, Instant now, int scale, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);

        return PublishAsync(DemoTenants.Of(tenant), DemoRange.Until(now, scale), progress, cancellationToken);
    }

    internal async Task PublishAsync(DemoTenant tenant, DemoRange range, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        try
        {
            // Joins and sorts of a large slice need room that a reader never does.
            var memory = range.Scale >= LargeScale ? "4GB" : "1GB";
            using var draft = await publisher.BeginAsync(tenant.Id, memory, cancellationToken);

            // Another process may have published the same while we waited for the lock.
            if (!IsCurrent(tenant, range))
                await Task.Run(() => Fill(draft, tenant, range, progress, cancellationToken), cancellationToken);
        }
        catch (Exception missing) when (NativeLibrary.IsMissing(missing))
        {
            throw NativeLibrary.Missing();
        }
    }

    private void Fill(SnapshotDraft draft, DemoTenant tenant, DemoRange range, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        new DemoFacts(draft.Connection, tenant, range).Generate(progress, cancellationToken);
        var folder = new SnapshotFolder(state, tenant.Id);
        AnswerBookWriter.Write(folder, draft, tenant, range, cancellationToken);
        StateFolder.WritePrivate(folder.Stamp(draft.Generation), JsonSerializer.Serialize(DemoStamp.Of(tenant, range), DemoJson.Default.DemoStamp));
        draft.Publish();
    }

    private bool IsCurrent(DemoTenant tenant, DemoRange range)
    {
        var folder = new SnapshotFolder(state, tenant.Id);
        return folder.Current() is { } generation
            && File.Exists(folder.File(generation))
            && File.Exists(folder.Answers)
            && Stamp(folder.Stamp(generation)) == DemoStamp.Of(tenant, range);
    }

    private static DemoStamp? Stamp(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), DemoJson.Default.DemoStamp);
        }
        catch (Exception unreadable) when (unreadable is IOException or JsonException)
        {
            return null;
        }
    }
}
