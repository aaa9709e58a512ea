using System.Collections.Concurrent;
using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Pulsepoint.Mcp.Testing.Google.PubSub.Wire;

namespace Pulsepoint.Mcp.Testing.Google.PubSub;

/// <summary>The topics, the subscriptions, and what was published. Every subscription of a topic gets every message.</summary>
internal sealed class PubSubBoard(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Topic> _topics = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Backlog> _backlogs = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<SeenPublish> _publishes = new();
    private int _lastId;

    public PubSubFaults Faults { get; } = new();

    public IReadOnlyList<SeenPublish> Publishes => [.. _publishes];

    public IEnumerable<Topic> Topics => _topics.Values.OrderBy(t => t.Name, StringComparer.Ordinal);

    public Topic AddTopic(string name)
    {
        var topic = new Topic { Name = Named(name, "topic") };
        return _topics.TryAdd(name, topic) ? topic : throw PubSubError.Exists(name);
    }

    public Topic Topic(string name) => _topics.GetValueOrDefault(Named(name, "topic")) ?? throw PubSubError.Unknown(name);

    public void RemoveTopic(string name)
    {
        if (!_topics.TryRemove(Named(name, "topic"), out _))
            throw PubSubError.Unknown(name);
    }

    public Subscription AddSubscription(string name, string topic, int ackDeadlineSeconds)
    {
        var subscription = new Subscription
        {
            Name = Named(name, "subscription"),
            Topic = Topic(topic).Name,
            AckDeadlineSeconds = AckDeadline.Checked(ackDeadlineSeconds, AckDeadline.Shortest),
        };
        return _backlogs.TryAdd(name, new Backlog(subscription, time)) ? subscription : throw PubSubError.Exists(name);
    }

    public Backlog Backlog(string subscription) => _backlogs.GetValueOrDefault(Named(subscription, "subscription")) ?? throw PubSubError.Unknown(subscription);

    public void RemoveSubscription(string name)
    {
        if (!_backlogs.TryRemove(Named(name, "subscription"), out var backlog))
            throw PubSubError.Unknown(name);

        backlog.Remove();
    }

    public IReadOnlyList<string> Publish(string topic, IEnumerable<ReadOnlyMemory<byte>> messages)
    {
        var request = new PublishRequest { Topic = topic };
        request.Messages.AddRange(messages.Select(m => new PubsubMessage { Data = UnsafeByteOperations.UnsafeWrap(m) }));
        return Publish(request, request.CalculateSize(), authorization: null);
    }

    public IReadOnlyList<string> Publish(PublishRequest request, int bytes, string? authorization)
    {
        PublishLimits.Check(request, bytes);
        var topic = Topic(request.Topic).Name;
        var now = Timestamp.FromDateTimeOffset(time.GetUtcNow());
        _publishes.Enqueue(new SeenPublish(topic, [.. request.Messages.Select(m => new SeenMessage(m.Data.Memory, new Dictionary<string, string>(m.Attributes), m.OrderingKey))], bytes, authorization));
        foreach (var message in request.Messages)
        {
            message.MessageId = Interlocked.Increment(ref _lastId).ToString(CultureInfo.InvariantCulture);
            message.PublishTime = now;
        }

        foreach (var backlog in _backlogs.Values.Where(b => b.Subscription.Topic == topic))
            backlog.Add(request.Messages);

        return [.. request.Messages.Select(m => m.MessageId)];
    }

    private static string Named(string name, string what) => name.Length > 0 ? name : throw PubSubError.Missing(what);
}
