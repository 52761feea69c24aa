using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.Configuration;
using Platform.Embedded.Binding;
using Platform.Embedded.Blobs;
using Platform.Embedded.Configuration;
using Platform.Embedded.DurableFunctions;
using Platform.Embedded.Http;
using Platform.Embedded.Invocation;
using Platform.Embedded.Messaging;
using Platform.Embedded.Queues;
using Platform.Embedded.Timers;

namespace Platform.Embedded.Discovery;

/// <summary>Turns a function's trigger attribute into its declaration: settings resolved, syntax checked.</summary>
internal sealed partial class TriggerReader(string function, IConfiguration settings, HostSettings host)
{
    private static readonly string[] Reserved = ["admin", "runtime"];

    private string? problem;

    /// <summary>Null with a problem when the trigger cannot work.</summary>
    public TriggerDeclaration? Read(TriggerBindingAttribute attribute, out string? found)
    {
        TriggerDeclaration? declaration = attribute switch
        {
            HttpTriggerAttribute http => Http(http),
            TimerTriggerAttribute timer => Timer(timer),
            BlobTriggerAttribute blob => Blob(blob),
            QueueTriggerAttribute queue => Queue(queue),
            ServiceBusTriggerAttribute bus => ServiceBus(bus),
            OrchestrationTriggerAttribute orchestration => new OrchestrationDeclaration(orchestration.Orchestration ?? function),
            ActivityTriggerAttribute activity => new ActivityDeclaration(activity.Activity ?? function),
            _ => Fail($"the embedded host does not know [{attribute.GetType().Name}]") as TriggerDeclaration,
        };
        found = problem;
        return problem is null ? declaration : null;
    }

    private HttpDeclaration? Http(HttpTriggerAttribute attribute)
    {
        var route = Resolve(attribute.Route ?? function).Trim('/');
        var full = host.RoutePrefix.Length == 0 ? route : $"{host.RoutePrefix}/{route}".TrimEnd('/');
        if (attribute.AuthLevel == AuthorizationLevel.User)
            Fail("AuthorizationLevel.User needs the cloud's own sign-in; use Anonymous and check the bearer token");
        if (Reserved.Contains(full.Split('/')[0], StringComparer.OrdinalIgnoreCase))
            Fail($"the route '{full}' belongs to the host (admin/ and runtime/)");
        try
        {
            return new HttpDeclaration(RoutePatternFactory.Parse(full), Methods(attribute), attribute.AuthLevel);
        }
        catch (RoutePatternException e)
        {
            Fail($"the route '{full}' cannot be read: {e.Message.TrimEnd('.')}");
            return null;
        }
    }

    private static List<string> Methods(HttpTriggerAttribute attribute) =>
        [.. (attribute.Methods ?? []).Select(method => method.ToUpperInvariant()).Distinct(StringComparer.Ordinal)];

    private TimerDeclaration? Timer(TimerTriggerAttribute attribute)
    {
        var text = Resolve(attribute.Schedule);
        if (problem is not null)
            return null;
        var schedule = TimerSchedule.Parse(text);
        if (schedule is not null)
            return new TimerDeclaration(schedule, attribute.UseMonitor, attribute.RunOnStartup);
        Fail($"the schedule '{text}' is neither six NCRONTAB fields (second minute hour day month weekday) nor a time span");
        return null;
    }

    private BlobDeclaration? Blob(BlobTriggerAttribute attribute)
    {
        var path = Resolve(attribute.BlobPath);
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var container = slash < 0 ? path : path[..slash];
        if (!ContainerName().IsMatch(container) || container.Contains("--", StringComparison.Ordinal))
            Fail($"'{container}' in '{path}' is not a container name (3 to 63 lower-case letters, digits and single hyphens)");
        PathTemplate? template = null;
        if (slash >= 0 && !PathTemplate.TryParse(path[(slash + 1)..], out template, out var wrong))
            Fail($"the blob path {wrong}");
        return new BlobDeclaration(attribute.Connection ?? StorageConnections.Default, container, template);
    }

    private QueueDeclaration Queue(QueueTriggerAttribute attribute)
    {
        var queue = Resolve(attribute.QueueName);
        if (!ContainerName().IsMatch(queue) || queue.Contains("--", StringComparison.Ordinal))
            Fail($"'{queue}' is not a queue name (3 to 63 lower-case letters, digits and single hyphens)");
        return new QueueDeclaration(attribute.Connection ?? StorageConnections.Default, queue);
    }

    private ServiceBusDeclaration ServiceBus(ServiceBusTriggerAttribute attribute)
    {
        if (attribute.IsBatched)
            Fail("the embedded host delivers Service Bus messages one by one; IsBatched is not supported");
        var name = Resolve(attribute.QueueName ?? attribute.TopicName ?? string.Empty);
        var subscription = attribute.SubscriptionName is { } given ? Resolve(given) : null;
        return new ServiceBusDeclaration(new EmbeddedMessageEntity(name, subscription, attribute.IsSessionsEnabled));
    }

    private string Resolve(string text)
    {
        if (!SettingExpressions.TryResolve(text, settings, out var resolved, out var missing))
            Fail($"the setting '{missing}' of '{text}' is missing");
        return resolved;
    }

    private object? Fail(string what)
    {
        problem ??= what;
        return null;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", RegexOptions.CultureInvariant)]
    private static partial Regex ContainerName();
}
