using System.Buffers;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.Alerts;

namespace Pulsepoint.Mcp.Alerts;

/// <summary>Prints what a watch found: sentences on standard error, or with <c>--json</c> one object a line on standard output.</summary>
internal sealed class AlertLines(bool asJson, TimeProvider time, TextWriter errors) : IDisposable
{
    private readonly Warnings _warnings = new(time, errors);
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Stream _output = asJson ? Console.OpenStandardOutput() : Stream.Null;

    /// <summary>Says it once an hour.</summary>
    public Task WarnAsync(string sentence) => _warnings.SayAsync(sentence);

    /// <summary>What was warned of is over.</summary>
    public void Recovered(string sentence) => _warnings.Forget(sentence);

    public async Task WriteAsync(AlertReport report, CancellationToken cancellationToken)
    {
        foreach (var change in report.Changes)
            await WriteAsync(change, cancellationToken);

        foreach (var problem in report.Problems)
            await WarnAsync($"{(problem.Rule is { } rule ? $"Rule '{rule.Name}' was not evaluated: " : "")}{problem.Refusal.Message} {problem.Refusal.NextStep}");
    }

    public void Dispose()
    {
        _turn.Dispose();
        _output.Dispose();
    }

    private async Task WriteAsync(AlertChange change, CancellationToken cancellationToken)
    {
        // A condition that ends is told by what is so now, beside the limit that it was measured by.
        var sentence = AlertText.Of(change.Rule, change.Brand, change.Value, change.Rule.Threshold, change.Currency);
        if (!asJson)
        {
            await errors.WriteLineAsync($"{InstantPattern.General.Format(Now)}  {(change.State is AlertState.Open ? "FIRED   " : "RESOLVED")}  {change.Rule.Name}: {sentence}");
            return;
        }

        var line = LineOf(change, sentence);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await _output.WriteAsync(line, cancellationToken);
            await _output.FlushAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    private byte[] LineOf(AlertChange change, string sentence)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("at", InstantPattern.ExtendedIso.Format(Now));
            json.WriteString("alert_id", change.Alert.Value);
            json.WriteString("state", change.State.Name());
            json.WriteString("rule_id", change.Rule.Id.Value);
            json.WriteString("rule", change.Rule.Name);
            json.WriteString("kind", change.Rule.Kind.Name());
            json.WriteString("metric", change.Rule.Metric);
            json.WriteString("brand", change.Brand?.Value);
            json.WriteNumber("value", change.Value);
            json.WriteNumber("threshold", change.Rule.Threshold);
            json.WriteString("summary", sentence);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }
}
