using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pulsepoint.Mcp.Testing.Google.PubSub.Wire;

namespace Pulsepoint.Mcp.Testing.Google.PubSub;

internal sealed class PublisherService(PubSubBoard board) : Publisher.PublisherBase
{
    public override Task<Topic> CreateTopic(Topic request, ServerCallContext context) => Task.FromResult(board.AddTopic(request.Name));

    public override Task<Topic> GetTopic(GetTopicRequest request, ServerCallContext context) => Task.FromResult(board.Topic(request.Topic));

    public override Task<ListTopicsResponse> ListTopics(ListTopicsRequest request, ServerCallContext context)
    {
        if (request.Project.Length == 0)
            throw PubSubError.Missing("project");

        var response = new ListTopicsResponse();
        response.Topics.AddRange(board.Topics.Where(t => t.Name.StartsWith(request.Project + "/", StringComparison.Ordinal)));
        return Task.FromResult(response);
    }

    public override Task<Empty> DeleteTopic(DeleteTopicRequest request, ServerCallContext context)
    {
        board.RemoveTopic(request.Topic);
        return Task.FromResult(new Empty());
    }

    public override async Task<PublishResponse> Publish(PublishRequest request, ServerCallContext context)
    {
        await board.Faults.OnPublishAsync(context.CancellationToken);
        var response = new PublishResponse();
        response.MessageIds.AddRange(board.Publish(request, request.CalculateSize(), context.RequestHeaders.GetValue("authorization")));
        return response;
    }
}
