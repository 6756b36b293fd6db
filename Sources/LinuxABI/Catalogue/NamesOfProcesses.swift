extension NamedValue {
    static let architectureControl: [NamedValue] = [
        NamedValue(UInt64(ArchitectureControl.ARCH_SET_GS.rawValue), "ARCH_SET_GS"),
        NamedValue(UInt64(ArchitectureControl.ARCH_SET_FS.rawValue), "ARCH_SET_FS"),
        NamedValue(UInt64(ArchitectureControl.ARCH_GET_FS.rawValue), "ARCH_GET_FS"),
        NamedValue(UInt64(ArchitectureControl.ARCH_GET_GS.rawValue), "ARCH_GET_GS"),
        NamedValue(UInt64(ArchitectureControl.ARCH_GET_CPUID.rawValue), "ARCH_GET_CPUID"),
        NamedValue(UInt64(ArchitectureControl.ARCH_SET_CPUID.rawValue), "ARCH_SET_CPUID"),
    ]

    static let cloneFlags: [NamedValue] = [
        NamedValue(CloneFlags.CLONE_VM.rawValue, "CLONE_VM"),
        NamedValue(CloneFlags.CLONE_FS.rawValue, "CLONE_FS"),
        NamedValue(CloneFlags.CLONE_FILES.rawValue, "CLONE_FILES"),
        NamedValue(CloneFlags.CLONE_SIGHAND.rawValue, "CLONE_SIGHAND"),
        NamedValue(CloneFlags.CLONE_PIDFD.rawValue, "CLONE_PIDFD"),
        NamedValue(CloneFlags.CLONE_PTRACE.rawValue, "CLONE_PTRACE"),
        NamedValue(CloneFlags.CLONE_VFORK.rawValue, "CLONE_VFORK"),
        NamedValue(CloneFlags.CLONE_PARENT.rawValue, "CLONE_PARENT"),
        NamedValue(CloneFlags.CLONE_THREAD.rawValue, "CLONE_THREAD"),
        NamedValue(CloneFlags.CLONE_NEWNS.rawValue, "CLONE_NEWNS"),
        NamedValue(CloneFlags.CLONE_SYSVSEM.rawValue, "CLONE_SYSVSEM"),
        NamedValue(CloneFlags.CLONE_SETTLS.rawValue, "CLONE_SETTLS"),
        NamedValue(CloneFlags.CLONE_PARENT_SETTID.rawValue, "CLONE_PARENT_SETTID"),
        NamedValue(CloneFlags.CLONE_CHILD_CLEARTID.rawValue, "CLONE_CHILD_CLEARTID"),
        NamedValue(CloneFlags.CLONE_DETACHED.rawValue, "CLONE_DETACHED"),
        NamedValue(CloneFlags.CLONE_UNTRACED.rawValue, "CLONE_UNTRACED"),
        NamedValue(CloneFlags.CLONE_CHILD_SETTID.rawValue, "CLONE_CHILD_SETTID"),
        NamedValue(CloneFlags.CLONE_NEWCGROUP.rawValue, "CLONE_NEWCGROUP"),
        NamedValue(CloneFlags.CLONE_NEWUTS.rawValue, "CLONE_NEWUTS"),
        NamedValue(CloneFlags.CLONE_NEWIPC.rawValue, "CLONE_NEWIPC"),
        NamedValue(CloneFlags.CLONE_NEWUSER.rawValue, "CLONE_NEWUSER"),
        NamedValue(CloneFlags.CLONE_NEWPID.rawValue, "CLONE_NEWPID"),
        NamedValue(CloneFlags.CLONE_NEWNET.rawValue, "CLONE_NEWNET"),
        NamedValue(CloneFlags.CLONE_IO.rawValue, "CLONE_IO"),
        NamedValue(CloneFlags.CLONE_CLEAR_SIGHAND.rawValue, "CLONE_CLEAR_SIGHAND"),
        NamedValue(CloneFlags.CLONE_INTO_CGROUP.rawValue, "CLONE_INTO_CGROUP"),
    ]

    static let priorityTarget: [NamedValue] = [
        NamedValue(UInt64(PriorityTarget.PRIO_PROCESS.rawValue), "PRIO_PROCESS"),
        NamedValue(UInt64(PriorityTarget.PRIO_PGRP.rawValue), "PRIO_PGRP"),
        NamedValue(UInt64(PriorityTarget.PRIO_USER.rawValue), "PRIO_USER"),
    ]

    static let processControl: [NamedValue] = [
        NamedValue(UInt64(ProcessControl.PR_SET_PDEATHSIG.rawValue), "PR_SET_PDEATHSIG"),
        NamedValue(UInt64(ProcessControl.PR_GET_PDEATHSIG.rawValue), "PR_GET_PDEATHSIG"),
        NamedValue(UInt64(ProcessControl.PR_GET_DUMPABLE.rawValue), "PR_GET_DUMPABLE"),
        NamedValue(UInt64(ProcessControl.PR_SET_DUMPABLE.rawValue), "PR_SET_DUMPABLE"),
        NamedValue(UInt64(ProcessControl.PR_GET_KEEPCAPS.rawValue), "PR_GET_KEEPCAPS"),
        NamedValue(UInt64(ProcessControl.PR_SET_KEEPCAPS.rawValue), "PR_SET_KEEPCAPS"),
        NamedValue(UInt64(ProcessControl.PR_GET_TIMING.rawValue), "PR_GET_TIMING"),
        NamedValue(UInt64(ProcessControl.PR_SET_TIMING.rawValue), "PR_SET_TIMING"),
        NamedValue(UInt64(ProcessControl.PR_SET_NAME.rawValue), "PR_SET_NAME"),
        NamedValue(UInt64(ProcessControl.PR_GET_NAME.rawValue), "PR_GET_NAME"),
        NamedValue(UInt64(ProcessControl.PR_GET_SECCOMP.rawValue), "PR_GET_SECCOMP"),
        NamedValue(UInt64(ProcessControl.PR_SET_SECCOMP.rawValue), "PR_SET_SECCOMP"),
        NamedValue(UInt64(ProcessControl.PR_CAPBSET_READ.rawValue), "PR_CAPBSET_READ"),
        NamedValue(UInt64(ProcessControl.PR_CAPBSET_DROP.rawValue), "PR_CAPBSET_DROP"),
        NamedValue(UInt64(ProcessControl.PR_GET_TSC.rawValue), "PR_GET_TSC"),
        NamedValue(UInt64(ProcessControl.PR_SET_TSC.rawValue), "PR_SET_TSC"),
        NamedValue(UInt64(ProcessControl.PR_GET_SECUREBITS.rawValue), "PR_GET_SECUREBITS"),
        NamedValue(UInt64(ProcessControl.PR_SET_SECUREBITS.rawValue), "PR_SET_SECUREBITS"),
        NamedValue(UInt64(ProcessControl.PR_SET_TIMERSLACK.rawValue), "PR_SET_TIMERSLACK"),
        NamedValue(UInt64(ProcessControl.PR_GET_TIMERSLACK.rawValue), "PR_GET_TIMERSLACK"),
        NamedValue(UInt64(ProcessControl.PR_SET_MM.rawValue), "PR_SET_MM"),
        NamedValue(UInt64(ProcessControl.PR_SET_PTRACER.rawValue), "PR_SET_PTRACER"),
        NamedValue(UInt64(ProcessControl.PR_SET_CHILD_SUBREAPER.rawValue), "PR_SET_CHILD_SUBREAPER"),
        NamedValue(UInt64(ProcessControl.PR_GET_CHILD_SUBREAPER.rawValue), "PR_GET_CHILD_SUBREAPER"),
        NamedValue(UInt64(ProcessControl.PR_SET_NO_NEW_PRIVS.rawValue), "PR_SET_NO_NEW_PRIVS"),
        NamedValue(UInt64(ProcessControl.PR_GET_NO_NEW_PRIVS.rawValue), "PR_GET_NO_NEW_PRIVS"),
        NamedValue(UInt64(ProcessControl.PR_GET_TID_ADDRESS.rawValue), "PR_GET_TID_ADDRESS"),
        NamedValue(UInt64(ProcessControl.PR_SET_THP_DISABLE.rawValue), "PR_SET_THP_DISABLE"),
        NamedValue(UInt64(ProcessControl.PR_GET_THP_DISABLE.rawValue), "PR_GET_THP_DISABLE"),
        NamedValue(UInt64(ProcessControl.PR_CAP_AMBIENT.rawValue), "PR_CAP_AMBIENT"),
        NamedValue(UInt64(ProcessControl.PR_GET_SPECULATION_CTRL.rawValue), "PR_GET_SPECULATION_CTRL"),
        NamedValue(UInt64(ProcessControl.PR_SET_SPECULATION_CTRL.rawValue), "PR_SET_SPECULATION_CTRL"),
        NamedValue(UInt64(ProcessControl.PR_SET_SYSCALL_USER_DISPATCH.rawValue), "PR_SET_SYSCALL_USER_DISPATCH"),
        NamedValue(UInt64(ProcessControl.PR_SET_VMA.rawValue), "PR_SET_VMA"),
    ]

    static let randomFlags: [NamedValue] = [
        NamedValue(UInt64(RandomFlags.GRND_NONBLOCK.rawValue), "GRND_NONBLOCK"),
        NamedValue(UInt64(RandomFlags.GRND_RANDOM.rawValue), "GRND_RANDOM"),
        NamedValue(UInt64(RandomFlags.GRND_INSECURE.rawValue), "GRND_INSECURE"),
    ]

    static let resource: [NamedValue] = [
        NamedValue(UInt64(Resource.RLIMIT_CPU.rawValue), "RLIMIT_CPU"),
        NamedValue(UInt64(Resource.RLIMIT_FSIZE.rawValue), "RLIMIT_FSIZE"),
        NamedValue(UInt64(Resource.RLIMIT_DATA.rawValue), "RLIMIT_DATA"),
        NamedValue(UInt64(Resource.RLIMIT_STACK.rawValue), "RLIMIT_STACK"),
        NamedValue(UInt64(Resource.RLIMIT_CORE.rawValue), "RLIMIT_CORE"),
        NamedValue(UInt64(Resource.RLIMIT_RSS.rawValue), "RLIMIT_RSS"),
        NamedValue(UInt64(Resource.RLIMIT_NPROC.rawValue), "RLIMIT_NPROC"),
        NamedValue(UInt64(Resource.RLIMIT_NOFILE.rawValue), "RLIMIT_NOFILE"),
        NamedValue(UInt64(Resource.RLIMIT_MEMLOCK.rawValue), "RLIMIT_MEMLOCK"),
        NamedValue(UInt64(Resource.RLIMIT_AS.rawValue), "RLIMIT_AS"),
        NamedValue(UInt64(Resource.RLIMIT_LOCKS.rawValue), "RLIMIT_LOCKS"),
        NamedValue(UInt64(Resource.RLIMIT_SIGPENDING.rawValue), "RLIMIT_SIGPENDING"),
        NamedValue(UInt64(Resource.RLIMIT_MSGQUEUE.rawValue), "RLIMIT_MSGQUEUE"),
        NamedValue(UInt64(Resource.RLIMIT_NICE.rawValue), "RLIMIT_NICE"),
        NamedValue(UInt64(Resource.RLIMIT_RTPRIO.rawValue), "RLIMIT_RTPRIO"),
        NamedValue(UInt64(Resource.RLIMIT_RTTIME.rawValue), "RLIMIT_RTTIME"),
    ]

    static let schedulingPolicy: [NamedValue] = [
        NamedValue(UInt64(SchedulingPolicy.SCHED_OTHER.rawValue), "SCHED_OTHER"),
        NamedValue(UInt64(SchedulingPolicy.SCHED_FIFO.rawValue), "SCHED_FIFO"),
        NamedValue(UInt64(SchedulingPolicy.SCHED_RR.rawValue), "SCHED_RR"),
        NamedValue(UInt64(SchedulingPolicy.SCHED_BATCH.rawValue), "SCHED_BATCH"),
        NamedValue(UInt64(SchedulingPolicy.SCHED_IDLE.rawValue), "SCHED_IDLE"),
        NamedValue(UInt64(SchedulingPolicy.SCHED_DEADLINE.rawValue), "SCHED_DEADLINE"),
    ]

    static let usageTarget: [NamedValue] = [
        NamedValue(UInt64(UInt32(bitPattern: UsageTarget.RUSAGE_SELF.rawValue)), "RUSAGE_SELF"),
        NamedValue(UInt64(UInt32(bitPattern: UsageTarget.RUSAGE_CHILDREN.rawValue)), "RUSAGE_CHILDREN"),
        NamedValue(UInt64(UInt32(bitPattern: UsageTarget.RUSAGE_THREAD.rawValue)), "RUSAGE_THREAD"),
    ]

    static let waitOptions: [NamedValue] = [
        NamedValue(UInt64(WaitOptions.WNOHANG.rawValue), "WNOHANG"),
        NamedValue(UInt64(WaitOptions.WUNTRACED.rawValue), "WUNTRACED"),
        NamedValue(UInt64(WaitOptions.WEXITED.rawValue), "WEXITED"),
        NamedValue(UInt64(WaitOptions.WCONTINUED.rawValue), "WCONTINUED"),
        NamedValue(UInt64(WaitOptions.WNOWAIT.rawValue), "WNOWAIT"),
        NamedValue(UInt64(WaitOptions.__WNOTHREAD.rawValue), "__WNOTHREAD"),
        NamedValue(UInt64(WaitOptions.__WALL.rawValue), "__WALL"),
        NamedValue(UInt64(WaitOptions.__WCLONE.rawValue), "__WCLONE"),
    ]

    static let waitTarget: [NamedValue] = [
        NamedValue(UInt64(WaitTarget.P_ALL.rawValue), "P_ALL"),
        NamedValue(UInt64(WaitTarget.P_PID.rawValue), "P_PID"),
        NamedValue(UInt64(WaitTarget.P_PGID.rawValue), "P_PGID"),
        NamedValue(UInt64(WaitTarget.P_PIDFD.rawValue), "P_PIDFD"),
    ]
}
