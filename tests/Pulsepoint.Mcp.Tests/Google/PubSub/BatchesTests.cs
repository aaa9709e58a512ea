using CsCheck;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Google.PubSub;

namespace Pulsepoint.Mcp.Tests.Google.PubSub;

internal sealed class BatchesTests
{
    private static readonly Gen<OutgoingMessage> s_message =
        from data in Gen.Byte.Array[0, 200]
        from attributes in Gen.Select(Gen.String, Gen.String).Array[0, 4]
        select new OutgoingMessage(data, [.. attributes.Select((a, i) => new KeyValuePair<string, string>(i + a.Item1, a.Item2))]);

    [Test]
    public void Batches_keep_the_order_and_both_limits() => Gen.Int[1, Batches.MostBytes].Array[0, 50].Sample(sizes =>
    {
        var messages = sizes.Select(size => new OutgoingMessage(new byte[size % 7], [new("size", size.ToString(System.Globalization.CultureInfo.InvariantCulture))])).ToList();

        var batches = Batches.Of(messages, Size).ToList();

        return batches.SelectMany(b => b).SequenceEqual(messages)
            && batches.All(b => b.Count is > 0 and <= Batches.MostMessages && b.Sum(Size) <= Batches.MostBytes);
    });

    [Test]
    public void A_batch_is_closed_only_when_the_next_message_does_not_fit()
    {
        var messages = Enumerable.Range(0, 2_001).Select(_ => new OutgoingMessage(default, [])).ToList();

        Batches.Of(messages, _ => 1).Select(b => b.Count).Should().Equal(1_000, 1_000, 1);
        Batches.Of(messages.Take(4), _ => Batches.MostBytes / 2).Select(b => b.Count).Should().Equal(2, 2);
    }

    [Test]
    public void No_body_is_larger_than_was_reckoned() => s_message.Array[1, 20].Sample(messages =>
        RestBody.Write(messages).Length <= messages.Sum(RestBody.SizeOf) + 30);

    private static int Size(OutgoingMessage message) => int.Parse(message.Attributes[0].Value, System.Globalization.CultureInfo.InvariantCulture);
}
