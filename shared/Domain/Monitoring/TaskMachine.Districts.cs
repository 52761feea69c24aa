namespace Platform.Domain.Monitoring;

// What the bureau passes on to its districts and takes back. Whether a district is one of the unit's, and whether a patch is still to be answered, is looked up
// before: the task does not hold its patches.
public static partial class TaskMachine
{
    private static Decision<VerificationTask> SubDispatch(VerificationTask task, TaskCommand.SubDispatch command)
    {
        if (command.Districts.Count == 0 || command.Districts.Values.Any(string.IsNullOrWhiteSpace))
        {
            return Refuse(task, MonitoringFindings.TaskNothingDispatched);
        }

        var merged = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, district) in task.SubDispatches)
        {
            merged[key] = district;
        }

        foreach (var (key, district) in command.Districts)
        {
            var wanted = district.Trim();
            if (merged.TryGetValue(key, out var holder) && holder != wanted)
            {
                return Refuse(task, MonitoringFindings.TaskAlreadyDispatched, key, holder);
            }

            merged[key] = wanted;
        }

        return merged.Count == task.SubDispatches.Count
            ? Decision<VerificationTask>.Unchanged(task)
            : To(task with { SubDispatches = merged });
    }

    private static Decision<VerificationTask> Recall(VerificationTask task, TaskCommand.Recall command)
    {
        var absent = command.PatchKeys.Order(StringComparer.Ordinal).FirstOrDefault(key => !task.SubDispatches.ContainsKey(key));
        if (command.PatchKeys.Count == 0 || absent is not null)
        {
            return Refuse(task, MonitoringFindings.TaskNotDispatched, absent);
        }

        var kept = task.SubDispatches.Where(dispatched => !command.PatchKeys.Contains(dispatched.Key));
        return To(task with { SubDispatches = new SortedDictionary<string, string>(kept.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal) });
    }
}
