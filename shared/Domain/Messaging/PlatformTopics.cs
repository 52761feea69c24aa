namespace Platform.Domain.Messaging;

/// <summary>The platform's topics and who subscribes to them.</summary>
public static class PlatformTopics
{
    /// <summary>Campaigns and tasks. Session: the unit, or the campaign.</summary>
    public const string Monitoring = "monitoring";

    /// <summary>Publications of plans and other layers. Session: profile and role.</summary>
    public const string Plans = "plans";

    /// <summary>Indicator versions. Session: the profile.</summary>
    public const string Indicators = "indicators";

    /// <summary>Receipts for what departments sent. Session: the department.</summary>
    public const string Exchange = "exchange";

    /// <summary>What departments send in. Session: the department.</summary>
    public const string Incoming = "incoming";

    /// <summary>Subscription of <see cref="Monitoring"/> through which changes wake workflows.</summary>
    public const string Workflows = "workflows";

    /// <summary>Subscription of <see cref="Incoming"/> through which the platform receives.</summary>
    public const string Platform = "platform";

    /// <summary>What departments may subscribe to.</summary>
    public static IReadOnlyList<string> Outgoing { get; } = [Monitoring, Plans, Indicators, Exchange];

    /// <summary>All topics, with the subscriptions of the platform and of the departments given.</summary>
    /// <param name="departments">Topic and code of each department that subscribes to it.</param>
    public static IReadOnlyList<TopicDefinition> With(IEnumerable<(string Topic, string Department)> departments)
    {
        var wanted = departments.ToLookup(pair => pair.Topic, pair => pair.Department);
        return
        [
            new TopicDefinition(Monitoring, [Workflows, .. wanted[Monitoring]]), new TopicDefinition(Plans, [.. wanted[Plans]]),
            new TopicDefinition(Indicators, [.. wanted[Indicators]]), new TopicDefinition(Exchange, [.. wanted[Exchange]]),
            new TopicDefinition(Incoming, [Platform]),
        ];
    }
}
