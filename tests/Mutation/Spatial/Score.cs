namespace Platform.Tests.Mutation.Spatial;

/// <summary>The share of mutants that tests notice; of a sample, with the interval in which the share of all lies in nineteen of twenty cases.</summary>
internal sealed class Score
{
    private readonly string _name;
    private readonly int _all;
    private readonly int _killed;
    private readonly int _timeouts;
    private readonly int _survived;
    private readonly double _share;
    private readonly double _variance;

    /// <summary>The score of a folder.</summary>
    public Score(string name, Mutant[] mutants)
    {
        var tried = mutants.Where(mutant => mutant.IsTried).ToArray();
        (_name, _all, _killed, _timeouts) = (name, mutants.Length, tried.Count(mutant => mutant.Status == "Killed"), tried.Count(mutant => mutant.Status == "Timeout"));
        _survived = tried.Length - _killed - _timeouts;
        _share = (double)(_killed + _timeouts) / Math.Max(1, tried.Length);

        // Of a sample without repetition, with two survivors more, lest a few mutants without one be certain.
        var share = (_killed + _timeouts + 2.0) / (tried.Length + 4);
        _variance = share * (1 - share) / (tried.Length + 4) * (1 - ((double)tried.Length / _all));
    }

    private Score(Score[] parts)
    {
        (_name, _all, _killed, _timeouts, _survived) = ("whole", parts.Sum(p => p._all), parts.Sum(p => p._killed), parts.Sum(p => p._timeouts), parts.Sum(p => p._survived));
        _share = parts.Sum(p => p._share * p._all) / _all;
        _variance = parts.Sum(p => p._variance * p._all * p._all) / ((double)_all * _all);
    }

    /// <summary>The score of all folders, each of its weight.</summary>
    public static Score Whole(Score[] parts) => new(parts);

    /// <inheritdoc/>
    public override string ToString()
    {
        var error = _variance == 0 ? string.Empty : FormattableString.Invariant($" ± {196 * Math.Sqrt(_variance):0.0}");
        return FormattableString.Invariant($"| {_name} | {_all} | {_killed + _timeouts + _survived} | {_killed} | {_timeouts} | {_survived} | {100 * _share:0.0}{error} % |");
    }
}
