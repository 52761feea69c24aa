using System.Reflection;
using System.Runtime.CompilerServices;
using Platform.Spatial.Areas;

namespace Platform.Tests.Mutation.Spatial;

/// <summary>The switch that Stryker builds into the assembly.</summary>
internal static class Mutants
{
    private const BindingFlags Statics = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly Assembly Product = typeof(AreaM2).Assembly;
    private static readonly Type Control = Product.GetTypes().Single(type => type.Name == "MutantControl");
    private static readonly FieldInfo ActiveMutant = Control.GetField("ActiveMutant", Statics)!;
    private static readonly FieldInfo CaptureCoverage = Control.GetField("CaptureCoverage", Statics)!;
    private static readonly FieldInfo Covered = Control.GetField("_coveredMutants", Statics)!;

    /// <summary>No mutant.</summary>
    public const int None = -1;

    /// <summary>Switches to a mutant.</summary>
    public static void Activate(int mutant) => ActiveMutant.SetValue(null, mutant);

    /// <summary>The mutants that some code meets in the first milliseconds of processor time, for noting them is slow; none is active meanwhile.</summary>
    public static int[] MetBy(Action code, double milliseconds)
    {
        Covered.SetValue(null, new List<int>());
        CaptureCoverage.SetValue(null, true);
        var start = Environment.CpuUsage.TotalTime;
        using (new Timer(_ => CaptureCoverage.SetValue(null, (Environment.CpuUsage.TotalTime - start).TotalMilliseconds < milliseconds), null, 20, 20))
            code();
        Thread.Sleep(25);
        CaptureCoverage.SetValue(null, false);
        return [.. (List<int>)Covered.GetValue(null)!];
    }

    /// <summary>Runs all static initialisers, which run only once in a process.</summary>
    public static void Initialise()
    {
        foreach (var type in Product.GetTypes().Concat(Assembly.GetExecutingAssembly().GetTypes()))
        {
            if (type.ContainsGenericParameters || type.Namespace?.StartsWith("Platform.", StringComparison.Ordinal) != true)
                continue;
            try
            {
                RuntimeHelpers.RunClassConstructor(type.TypeHandle);
            }
            catch (TypeInitializationException)
            {
                // The tests that need the type fail.
            }
        }
    }
}
