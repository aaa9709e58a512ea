using Pulsepoint.Mcp.Testing.Google.PubSub.Wire;

namespace Pulsepoint.Mcp.Testing.Google.PubSub;

/// <summary>One subscription's messages: those that wait, and those that are out and come back unless they are acknowledged in time.</summary>
internal sealed class Backlog(Subscription subscription, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<WaitingMessage> _waiting = new();
    private readonly Dictionary<string, Lease> _leases = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = NotYet();
    private int _lastAckId;
    private bool _isRemoved;

    public Subscription Subscription => subscription;

    /// <summary>Ends when there is reason to <see cref="Take"/> again. Ask for it before taking, so that no change is missed.</summary>
    public Task Changed
    {
        get
        {
            lock (_lock)
                return _changed.Task;
        }
    }

    public int Waiting
    {
        get
        {
            lock (_lock)
                return _waiting.Count;
        }
    }

    public int Leased
    {
        get
        {
            lock (_lock)
                return _leases.Count;
        }
    }

    public void Add(IEnumerable<PubsubMessage> messages)
    {
        lock (_lock)
        {
            foreach (var message in messages)
                _waiting.AddLast(new WaitingMessage(message, Attempt: 1));

            Change();
        }
    }

    /// <summary>Hands out messages.</summary>
    /// <param name="most">How many its holder may have unanswered.</param>
    /// <param name="deadlineSeconds">When they come back.</param>
    /// <param name="holder">Who is given them.</param>
    public IReadOnlyList<ReceivedMessage> Take(long most, int deadlineSeconds, object holder)
    {
        lock (_lock)
        {
            if (_isRemoved)
                throw PubSubError.Unknown(subscription.Name);

            var room = most - _leases.Values.Count(l => l.Holder == holder);
            var taken = new List<ReceivedMessage>();
            for (; room > 0 && _waiting.First is { } first; room--)
            {
                _waiting.RemoveFirst();
                taken.Add(Lend(first.Value, deadlineSeconds, holder));
            }

            return taken;
        }
    }

    /// <summary>Messages that are not out any more are passed over.</summary>
    public void Acknowledge(IEnumerable<string> ackIds)
    {
        lock (_lock)
        {
            foreach (var ackId in ackIds)
                End(ackId);

            Change();
        }
    }

    /// <param name="ackIds">Messages that are not out any more are passed over.</param>
    /// <param name="seconds">From now; 0 gives them back at once.</param>
    public void ChangeDeadline(IEnumerable<string> ackIds, int seconds)
    {
        foreach (var ackId in ackIds)
        {
            if (AckDeadline.CheckedChange(seconds) == 0)
                Return(ackId);
            else
                Extend(ackId, seconds);
        }
    }

    public void Remove()
    {
        lock (_lock)
        {
            _isRemoved = true;
            foreach (var lease in _leases.Values)
                lease.Timer.Dispose();

            Change();
        }
    }

    private ReceivedMessage Lend(WaitingMessage message, int deadlineSeconds, object holder)
    {
        var ackId = FormattableString.Invariant($"{subscription.Name}:{++_lastAckId}");
        var timer = time.CreateTimer(_ => Return(ackId), null, TimeSpan.FromSeconds(deadlineSeconds), Timeout.InfiniteTimeSpan);
        _leases.Add(ackId, new Lease(message, holder, timer));
        return new ReceivedMessage { AckId = ackId, Message = message.Message, DeliveryAttempt = message.Attempt };
    }

    private void Return(string ackId)
    {
        lock (_lock)
        {
            if (End(ackId) is not { } message)
                return;

            _waiting.AddFirst(message with { Attempt = message.Attempt + 1 });
            Change();
        }
    }

    private void Extend(string ackId, int seconds)
    {
        lock (_lock)
        {
            if (_leases.TryGetValue(ackId, out var lease))
                lease.Timer.Change(TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
        }
    }

    private WaitingMessage? End(string ackId)
    {
        if (!_leases.Remove(ackId, out var lease))
            return null;

        lease.Timer.Dispose();
        return lease.Message;
    }

    private void Change()
    {
        _changed.SetResult();
        _changed = NotYet();
    }

    private static TaskCompletionSource NotYet() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
