using System.Diagnostics.CodeAnalysis;
using Pulsepoint.Mcp.Server.Protocol;

namespace Pulsepoint.Mcp.Server.Transport;

/// <summary>
/// The requests still to be answered. Behind this table each has a number of its own, so that the client's id is free
/// again the moment it cancels, and a late answer under an old number finds nobody and is dropped.
/// </summary>
internal sealed class InFlightRequests
{
    private readonly Lock _lock = new();
    private readonly Dictionary<RawId, InFlightRequest> _byId = [];
    private readonly Dictionary<long, InFlightRequest> _byNumber = [];
    private long _last;

    /// <summary>False when the client is still waiting for an answer under the same id.</summary>
    public bool TryAdd(RawId id, string method, Era era, [NotNullWhen(true)] out InFlightRequest? request)
    {
        lock (_lock)
        {
            request = new InFlightRequest(_last + 1, id, method, era);
            if (!_byId.TryAdd(id, request))
            {
                request = null;
                return false;
            }

            _byNumber.Add(++_last, request);
            return true;
        }
    }

    /// <summary>Forgets the request: it is being answered, or never will be.</summary>
    public bool TryTake(long number, [NotNullWhen(true)] out InFlightRequest? request)
    {
        lock (_lock)
            return _byNumber.Remove(number, out request) && _byId.Remove(request.Id);
    }

    public bool TryTake(RawId id, [NotNullWhen(true)] out InFlightRequest? request)
    {
        lock (_lock)
            return _byId.Remove(id, out request) && _byNumber.Remove(request.Number);
    }

    public InFlightRequest? Find(RawId id)
    {
        lock (_lock)
            return _byId.GetValueOrDefault(id);
    }

    public InFlightRequest? Find(long number)
    {
        lock (_lock)
            return _byNumber.GetValueOrDefault(number);
    }

    public IReadOnlyList<InFlightRequest> Of(string method)
    {
        lock (_lock)
            return [.. _byNumber.Values.Where(r => r.Method == method)];
    }
}
