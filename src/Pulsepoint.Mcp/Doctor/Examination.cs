using Pulsepoint.Mcp.Cli;
using Pulsepoint.Mcp.Core.Clusters;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Doctor;

/// <summary>Makes checks one after the other, each within its time, and leaves out what stands on something that is wrong.</summary>
/// <param name="longestCheck">How long one of them may take.</param>
/// <param name="time">Measures that.</param>
internal sealed class Examination(TimeSpan longestCheck, TimeProvider time)
{
    private readonly Dictionary<Ground, string> _lost = [];
    private readonly List<CheckedThing> _done = [];

    public Diagnosis Diagnosis => new([.. _done]);

    public async Task RunAsync(IEnumerable<Check> checks, CancellationToken cancellationToken)
    {
        foreach (var check in checks)
        {
            var reason = _lost.GetValueOrDefault(check.Needs);
            var finding = reason is null ? await ExamineAsync(check, cancellationToken) : Finding.Skipped($"Not checked: {reason}.");
            _done.Add(new CheckedThing(check.Name, finding));
            if (check.Gives != Ground.Machine && finding.Standing is Standing.Wrong or Standing.Skipped)
                Lose(check.Gives, reason ?? ReasonOf(check.Gives));
        }
    }

    private async Task<Finding> ExamineAsync(Check check, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            // A library may not listen to its token, and is left behind then.
            return await Task.Run(() => check.ExamineAsync(limit.Token), cancellationToken).WaitAsync(longestCheck, time, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (RefusalException refusal) when (refusal.Code == RefusalCode.PermissionDenied)
        {
            return Finding.Skipped($"Not checked: {refusal.Message}");
        }
#pragma warning disable CA1031 // Whatever a check comes upon is a finding: the others are made all the same.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return Of(failure);
        }
        finally
        {
            await limit.CancelAsync();
        }
    }

    private Finding Of(Exception failure) => failure switch
    {
        RefusalException refusal => Finding.Wrong(refusal.Message, ShellAdvice.Of(refusal.NextStep)),
        SettingException setting => Finding.Wrong(setting.Message, setting.Example),
        MissingOnMachineException missing => Finding.Wrong(missing.Message, missing.HowToInstall),
        TimeoutException => Finding.Wrong(
            FormattableString.Invariant($"There was no answer within {longestCheck.TotalSeconds:0} s."), "See whether the machine, the disk or the network is busy, then run it again."),
        // Without its message, which may repeat anything.
        _ => Finding.Wrong($"The check could not be made ({failure.GetType().Name}).", "Run it again; if it lasts, ask your administrator."),
    };

    // What stands on the lost ground is lost with it, for the same reason.
    private void Lose(Ground ground, string reason)
    {
        foreach (var above in Enum.GetValues<Ground>().Where(g => g >= ground))
            _lost.TryAdd(above, reason);
    }

    private static string ReasonOf(Ground ground) => ground switch
    {
        Ground.Key => "there is no key that can be used",
        Ground.Database => "the database cannot be asked",
        Ground.Session => "the database does not accept the key",
        Ground.Login => "the key's login passes the walls",
        Ground.Schema => "the database is not at this version's schema",
        _ => throw new ArgumentOutOfRangeException(nameof(ground), ground, null),
    };
}
