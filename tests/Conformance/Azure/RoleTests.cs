using System.Reflection;
using Platform.Functions;
using Platform.Orchestrations.Campaigns;

namespace Platform.Tests.Conformance.Azure;

/// <summary>
/// The identities of the deployment may do what the code and its host do, and no more. What is needed follows from the clients that the sources make and the methods that they call, from the
/// triggers, and from what the template itself wires up; <c>roles.json</c> says what each of these asks of Azure, and which role allows it.
/// </summary>
public sealed class RoleTests
{
    private const string App = "parameters('principalId')";

    private static readonly RoleData Data = RoleData.Read();
    private static readonly Lazy<IReadOnlyList<SdkUse>> Uses = new(SdkUses.OfTheApp);
    private static readonly Lazy<ArmTemplate> Main = new(() => ArmTemplate.Compile("main.bicep"));
    private static readonly Lazy<string> Templates = new(() => Main.Value.Text + ArmTemplate.Compile("events.bicep").Text);
    private static readonly Lazy<IReadOnlyList<AssignedRole>> Assigned = new(() => AssignedRole.Of(Main.Value));

    private static IEnumerable<HostNeed> HostNeeds => Data.Host.Where(need => IsThere(need.Evidence));

    [Fact]
    public void EveryOperationOfTheCode_IsClassified_AndNoOther()
    {
        var called = Uses.Value.Select(use => use.Operation).Distinct().ToList();
        Assert.True(!called.Except(Data.Operations.Keys).Any(), $"roles.json does not say what these ask for: {string.Join(", ", called.Except(Data.Operations.Keys))}");
        Assert.True(!Data.Operations.Keys.Except(called).Any(), $"Nothing calls these any more: {string.Join(", ", Data.Operations.Keys.Except(called))}");
    }

    [Fact]
    public void ClientThatTheDataDoesNotKnow_IsFound()
    {
        var uses = SdkUses.Of(
        [
            """
            using Azure.Storage.Queues;
            class Stranger { async Task SayAsync(Uri where) => await new QueueClient(where).SendMessageAsync("x"); }
            """,
        ]);
        Assert.Equal([new("Stranger", "QueueClient.SendMessageAsync"), new("Stranger", "QueueClient.new")], uses);
        Assert.All(uses, use => Assert.DoesNotContain(use.Operation, Data.Operations.Keys));
    }

    [BicepFact]
    public void EverythingThatTheCodeDoes_IsAllowed_OnTheNarrowestScope()
    {
        Assert.NotEmpty(CodeNeeds());
        Assert.All(CodeNeeds(), need => Assert.True(
            Assigned.Value.Any(role => IsOn(role, need.Resource) && role.Principal.Contains(App, StringComparison.Ordinal) && Grants(role).Contains(need.Action)),
            $"{need.User} needs {need.Action} on {need.Resource.Name}; no role assigned there allows it."));
    }

    [BicepFact]
    public void EverythingThatTheHostNeeds_IsAssigned_OnTheNarrowestScope() => Assert.All(HostNeeds, need => Assert.True(
        Assigned.Value.Any(role => Meets(role, need)), $"{need.Evidence} needs {need.Role} on {need.On}; it is not assigned there."));

    [BicepFact]
    public void EveryEvidence_IsThere() => Assert.All(Data.Host, need => Assert.True(IsThere(need.Evidence), $"{need.Evidence} is not there any more: take {need.Role} away."));

    [BicepFact]
    public void EveryAssignedRole_IsNeeded() => Assert.All(Assigned.Value, role => Assert.True(
        HostNeeds.Any(need => Meets(role, need)) || CodeNeeds().Any(need => IsOn(role, need.Resource) && Grants(role).Contains(need.Action) && !IsCovered(need, role)),
        $"Nothing needs {NameOf(role)} for {role.Principal} on {role.Scope}."));

    [BicepFact]
    public void RoleOfTheTemplatesOwn_AllowsWhatIsNeeded_AndNoMore()
    {
        var own = Assert.Single(Assigned.Value, role => role.Role is null);
        var needed = CodeNeeds().Where(need => IsOn(own, need.Resource)).Select(need => need.Action).Distinct();
        Assert.Equal(needed.Order(StringComparer.Ordinal), own.DataActions.Order(StringComparer.Ordinal));
    }

    [BicepFact]
    public void RolesOfTheTemplates_AreThoseOfTheData()
    {
        var known = Data.Roles.Select(role => role.Id).Order(StringComparer.Ordinal);
        Assert.Equal(known, Assigned.Value.Select(role => role.Role).OfType<string>().Distinct().Order(StringComparer.Ordinal));
        Assert.All(Data.Roles, role => Assert.StartsWith("https://learn.microsoft.com/", role.Source, StringComparison.Ordinal));
    }

    // What is needed and allowed by another assignment too would not miss this one.
    private static bool IsCovered((string User, string Action, Resource Resource) need, AssignedRole but) =>
        Assigned.Value.Any(role => role != but && IsOn(role, need.Resource) && role.Principal == but.Principal && Grants(role).Contains(need.Action));

    private static IEnumerable<(string User, string Action, Resource Resource)> CodeNeeds() =>
        from use in Uses.Value
        from action in Data.Operations.GetValueOrDefault(use.Operation) ?? []
        select (use.User, action, Data.ResourceOf(use.User, action));

    private static IReadOnlyList<string> Grants(AssignedRole role) =>
        role.Role is null ? role.DataActions : Data.Roles.Single(known => known.Id == role.Role).Grants;

    private static bool Meets(AssignedRole role, HostNeed need) => role.Role == Data.Role(need.Role).Id && IsOn(role, Data.Resource(need.On))
        && role.Principal.Contains(need.Principal ?? App, StringComparison.Ordinal)
        && (need.When is null || role.Condition.Contains(need.When, StringComparison.Ordinal));

    private static bool IsOn(AssignedRole role, Resource resource) => role.Scope.Contains($"'{resource.Scope[0]}'", StringComparison.Ordinal)
        && resource.Scope.Skip(1).All(part => role.Scope.Contains(part, StringComparison.Ordinal));

    private static bool IsThere(string evidence)
    {
        var at = evidence.IndexOf(' ', StringComparison.Ordinal);
        return evidence[..at] switch
        {
            "trigger" => new[] { typeof(SystemFunctions), typeof(MonitoringCampaign) }.SelectMany(type => type.Assembly.GetTypes()).SelectMany(type => type.GetMethods()).SelectMany(method => method.GetParameters())
                .SelectMany(parameter => parameter.GetCustomAttributes()).Any(attribute => attribute.GetType().Name == evidence[(at + 1)..] + "Attribute"),
            "template" => Templates.Value.Contains(evidence[(at + 1)..], StringComparison.Ordinal),
            _ => throw new InvalidOperationException(evidence),
        };
    }

    private static string NameOf(AssignedRole role) => Data.Roles.FirstOrDefault(known => known.Id == role.Role)?.Name ?? role.Role ?? "the template's own role";
}
