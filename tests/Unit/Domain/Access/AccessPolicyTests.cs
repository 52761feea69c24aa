using System.Collections.Immutable;
using Platform.Domain.Access;

namespace Platform.Tests.Unit.Domain.Access;

/// <summary>The whole access policy as a table: who may do what on the own unit (U), on what it passed on to the own district (D), on another unit (O), and where no unit is named (N).</summary>
public sealed class AccessPolicyTests
{
    private const string Own = "130600";
    private const string Other = "130100";
    private const string District = "130602";

    private const string Table =
        """
                        officer:*  officer:own  reviewer:*  reviewer:own  clerk:*  clerk:own  clerk:district  checker:*  checker:own  checker:district  department  auditor  public
        Anonymous       UDON       UDON         UDON        UDON          UDON     UDON       UDON            UDON       UDON         UDON              UDON        UDON     UDON
        ReadReference   UDON       UDON         UDON        UDON          UDON     UDON       UDON            UDON       UDON         UDON              UDON        UDON     -
        ReadCampaign    UDON       UDON         UDON        UDON          UDON     UDON       UDON            UDON       UDON         UDON              -           UDON     -
        ReadTask        UDON       UDN          UDON        UDN           UDON     UDN        N               UDON       UDN          N                 -           UDON     -
        ReadPatch       UDON       UDN          UDON        UDN           UDON     UDN        DN              UDON       UDN          DN                -           UDON     -
        ReadDistrict    UDON       UDN          UDON        UDN           UDON     UDN        DN              UDON       UDN          DN                -           UDON     -
        ReadUpload      UDON       UDN          UDON        UDN           UDO      UD         D               UDO        UD           D                 -           UDON     -
        ManageCampaign  UDON       -            -           -             -        -          -               -          -            -                 -           -        -
        UploadLayer     UDON       -            -           -             -        -          -               -          -            -                 -           -        -
        Operate         UDON       -            -           -             -        -          -               -          -            -                 -           -        -
        ReadExchange    UDON       UDON         UDON        UDON          -        -          -               -          -            -                 -           UDON     -
        ReadDecisions   UDON       -            -           -             -        -          -               -          -            -                 -           UDON     -
        RequestUpload   UDON       UDON         -           -             UDON     UDON       UDON            -          -            -                 -           -        -
        WorkOnTask      -          -            -           -             UDON     UDN        N               -          -            -                 -           -        -
        UploadAnswers   -          -            -           -             UDON     UDN        DN              -          -            -                 -           -        -
        CheckTask       -          -            -           -             -        -          -               UDON       UDN          N                 -           -        -
        SteerTask       UDON       UDN          -           -             -        -          -               -          -            -                 -           -        -
        AuditTask       -          -            UDON        UDN           -        -          -               -          -            -                 -           -        -
        """;

    private static readonly ImmutableArray<RoleGrant> Grants =
    [
        RoleGrant.Of(Role.ProvinceOfficer), RoleGrant.Of(Role.ProvinceOfficer, Own),
        RoleGrant.Of(Role.ProvinceReviewer), RoleGrant.Of(Role.ProvinceReviewer, Own),
        RoleGrant.Of(Role.Clerk, RoleGrant.Everywhere), RoleGrant.Of(Role.Clerk, Own), RoleGrant.Of(Role.Clerk, District),
        RoleGrant.Of(Role.Checker, RoleGrant.Everywhere), RoleGrant.Of(Role.Checker, Own), RoleGrant.Of(Role.Checker, District),
        RoleGrant.Of(Role.Department, "fgw"), RoleGrant.Of(Role.Auditor), RoleGrant.Of(Role.Public),
    ];

    private static readonly string[][] Rows =
        [.. Table.Split('\n').Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    public static TheoryData<Operation, string, string> Cells()
    {
        var cells = new TheoryData<Operation, string, string>();
        foreach (var row in Rows)
        {
            for (var i = 0; i < Grants.Length; i++)
                cells.Add(Enum.Parse<Operation>(row[0]), Grants[i].ToString(), row[i + 1]);
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Allows_IsWhatTheTableSays(Operation operation, string grant, string expected)
    {
        var who = Holder(grant);
        var allowed = Letter('U', AccessPolicy.Allows(who, operation, new AccessTarget(Own)))
            + Letter('D', AccessPolicy.Allows(who, operation, new AccessTarget(Own, District: District)))
            + Letter('O', AccessPolicy.Allows(who, operation, new AccessTarget(Other)))
            + Letter('N', AccessPolicy.Allows(who, operation));
        Assert.Equal(expected.Replace("-", "", StringComparison.Ordinal), allowed);
    }

    [Theory]
    [InlineData("130603", false)]
    [InlineData("130602", true)]
    [InlineData(null, false)]
    public void AClerkOfADistrict_SeesWhatIsWithThatDistrict(string? district, bool expected)
    {
        var target = new AccessTarget(Own, District: district);
        var who = Holder("clerk:130602");
        Assert.Equal(expected, AccessPolicy.Allows(who, Operation.ReadPatch, target));
        Assert.Equal(expected, AccessPolicy.Allows(who, Operation.UploadAnswers, target));
        Assert.False(AccessPolicy.Allows(who, Operation.WorkOnTask, target));
        Assert.False(AccessPolicy.MaySee(who, Own));
    }

    [Fact]
    public void TheTable_HasEveryOperationAndEveryRole()
    {
        Assert.Equal(Enum.GetNames<Operation>().Order(), Rows.Select(row => row[0]).Order());
        Assert.Equal(Enum.GetValues<Role>().Order(), Grants.Select(grant => grant.Role).Distinct().Order());
        Assert.All(Rows, row => Assert.Equal(Grants.Length + 1, row.Length));
    }

    [Theory]
    [InlineData("department:fgw", true)]
    [InlineData("clerk:130100", true)]
    [InlineData("public", false)]
    public void ReadUpload_IsAllowedToTheOneWhoAskedForTheTicket(string grant, bool expected)
    {
        var who = Holder(grant);
        Assert.Equal(expected, AccessPolicy.Allows(who, Operation.ReadUpload, new AccessTarget(Own, who.Subject)));
        Assert.False(AccessPolicy.Allows(who, Operation.ReadUpload, new AccessTarget(Own, who.Subject.ToUpperInvariant())));
    }

    [Fact]
    public void ADepartment_ReadsItsOwnExchangeAlone()
    {
        var who = Holder("department:fgw");
        Assert.True(AccessPolicy.Allows(who, Operation.ReadExchange, new AccessTarget("fgw")));
        Assert.False(AccessPolicy.Allows(who, Operation.ReadExchange, new AccessTarget("sthjj")));
        Assert.False(AccessPolicy.Allows(who, Operation.ReadExchange));
    }

    [Fact]
    public void Roles_AddUp()
    {
        var who = Holder("clerk:130600", "checker:130100");
        Assert.True(AccessPolicy.Allows(who, Operation.WorkOnTask, new AccessTarget(Own)));
        Assert.False(AccessPolicy.Allows(who, Operation.WorkOnTask, new AccessTarget(Other)));
        Assert.True(AccessPolicy.Allows(who, Operation.CheckTask, new AccessTarget(Other)));
        Assert.False(AccessPolicy.Allows(who, Operation.CheckTask, new AccessTarget(Own)));
    }

    [Fact]
    public void SomebodyWithoutRoles_MayDoOnlyWhatAnybodyMay()
    {
        var nobody = new Principal("s", "s", []);
        Assert.Equal([Operation.Anonymous], Enum.GetValues<Operation>().Where(operation => AccessPolicy.Allows(nobody, operation, new AccessTarget(Own))));
    }

    [Fact]
    public void Allows_UnknownOperation_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => AccessPolicy.Allows(Principal.Anonymous, (Operation)999));

    [Theory]
    [InlineData("province-officer:*", true)]
    [InlineData("province-reviewer:*", true)]
    [InlineData("auditor", true)]
    [InlineData("clerk:*", true)]
    [InlineData("province-officer:130600", false)]
    [InlineData("checker:130600", false)]
    [InlineData("department:fgw", false)]
    public void SeesEveryUnit_IsForScopesThatCoverAll(string grant, bool expected) => Assert.Equal(expected, AccessPolicy.SeesEveryUnit(Holder(grant)));

    private static Principal Holder(params string[] grants) =>
        new("subject-1", "somebody", [.. grants.Select(text => RoleGrant.TryParse(text, out var grant) ? grant! : throw new ArgumentException(text, nameof(grants)))]);

    private static string Letter(char letter, bool allowed) => allowed ? letter.ToString() : "";
}
