extension NamedValue {
    static let clockID: [NamedValue] = [
        NamedValue(UInt64(UInt32(bitPattern: ClockID.CLOCK_REALTIME.rawValue)), "CLOCK_REALTIME"),
        NamedValue(UInt64(UInt32(bitPattern: ClockID.CLOCK_MONOTONIC.rawValue)), "CLOCK_MONOTONIC"),
        NamedValue(UInt64(UInt32(bitPattern: ClockID.CLOCK_PROCESS_CPUTIME_ID.rawValue)), "CLOCK_PROCESS_CPUTIME_ID"),
        NamedValue(UInt64(UInt32(bitPattern: ClockID.CLOCK_THREAD_CPUTIME_ID.rawValue)), "CLOCK_THREAD_CPUTIME_ID"),
        NamedValue(UInt64(UInt32(bitPattern: ClockID.CLOCK_MONOTONIC_RAW.rawValue)), "CLOCK_MONOTONIC_RAW"),
        NamedValue(UInt64(UInt32(bitPattern: ClockID.CLOCK_REALTIME_COARSE.rawValue)), "CLOCK_REALTIME_COARSE"),
        NamedValue(UInt64(UInt32(bitPattern: ClockID.CLOCK_MONOTONIC_COARSE.rawValue)), "CLOCK_MONOTONIC_COARSE"),
        NamedValue(UInt64(UInt32(bitPattern: ClockID.CLOCK_BOOTTIME.rawValue)), "CLOCK_BOOTTIME"),
        NamedValue(UInt64(UInt32(bitPattern: ClockID.CLOCK_REALTIME_ALARM.rawValue)), "CLOCK_REALTIME_ALARM"),
        NamedValue(UInt64(UInt32(bitPattern: ClockID.CLOCK_BOOTTIME_ALARM.rawValue)), "CLOCK_BOOTTIME_ALARM"),
        NamedValue(UInt64(UInt32(bitPattern: ClockID.CLOCK_TAI.rawValue)), "CLOCK_TAI"),
    ]

    static let epollEvents: [NamedValue] = [
        NamedValue(UInt64(EpollEvents.EPOLLIN.rawValue), "EPOLLIN"),
        NamedValue(UInt64(EpollEvents.EPOLLPRI.rawValue), "EPOLLPRI"),
        NamedValue(UInt64(EpollEvents.EPOLLOUT.rawValue), "EPOLLOUT"),
        NamedValue(UInt64(EpollEvents.EPOLLERR.rawValue), "EPOLLERR"),
        NamedValue(UInt64(EpollEvents.EPOLLHUP.rawValue), "EPOLLHUP"),
        NamedValue(UInt64(EpollEvents.EPOLLRDHUP.rawValue), "EPOLLRDHUP"),
        NamedValue(UInt64(EpollEvents.EPOLLEXCLUSIVE.rawValue), "EPOLLEXCLUSIVE"),
        NamedValue(UInt64(EpollEvents.EPOLLWAKEUP.rawValue), "EPOLLWAKEUP"),
        NamedValue(UInt64(EpollEvents.EPOLLONESHOT.rawValue), "EPOLLONESHOT"),
        NamedValue(UInt64(EpollEvents.EPOLLET.rawValue), "EPOLLET"),
    ]

    static let epollOperation: [NamedValue] = [
        NamedValue(UInt64(EpollOperation.EPOLL_CTL_ADD.rawValue), "EPOLL_CTL_ADD"),
        NamedValue(UInt64(EpollOperation.EPOLL_CTL_DEL.rawValue), "EPOLL_CTL_DEL"),
        NamedValue(UInt64(EpollOperation.EPOLL_CTL_MOD.rawValue), "EPOLL_CTL_MOD"),
    ]

    static let eventfdFlags: [NamedValue] = [
        NamedValue(UInt64(EventfdFlags.EFD_SEMAPHORE.rawValue), "EFD_SEMAPHORE"),
        NamedValue(UInt64(EventfdFlags.EFD_NONBLOCK.rawValue), "EFD_NONBLOCK"),
        NamedValue(UInt64(EventfdFlags.EFD_CLOEXEC.rawValue), "EFD_CLOEXEC"),
    ]

    static let futexCommand: [NamedValue] = [
        NamedValue(UInt64(FutexCommand.FUTEX_WAIT.rawValue), "FUTEX_WAIT"),
        NamedValue(UInt64(FutexCommand.FUTEX_WAKE.rawValue), "FUTEX_WAKE"),
        NamedValue(UInt64(FutexCommand.FUTEX_FD.rawValue), "FUTEX_FD"),
        NamedValue(UInt64(FutexCommand.FUTEX_REQUEUE.rawValue), "FUTEX_REQUEUE"),
        NamedValue(UInt64(FutexCommand.FUTEX_CMP_REQUEUE.rawValue), "FUTEX_CMP_REQUEUE"),
        NamedValue(UInt64(FutexCommand.FUTEX_WAKE_OP.rawValue), "FUTEX_WAKE_OP"),
        NamedValue(UInt64(FutexCommand.FUTEX_LOCK_PI.rawValue), "FUTEX_LOCK_PI"),
        NamedValue(UInt64(FutexCommand.FUTEX_UNLOCK_PI.rawValue), "FUTEX_UNLOCK_PI"),
        NamedValue(UInt64(FutexCommand.FUTEX_TRYLOCK_PI.rawValue), "FUTEX_TRYLOCK_PI"),
        NamedValue(UInt64(FutexCommand.FUTEX_WAIT_BITSET.rawValue), "FUTEX_WAIT_BITSET"),
        NamedValue(UInt64(FutexCommand.FUTEX_WAKE_BITSET.rawValue), "FUTEX_WAKE_BITSET"),
        NamedValue(UInt64(FutexCommand.FUTEX_WAIT_REQUEUE_PI.rawValue), "FUTEX_WAIT_REQUEUE_PI"),
        NamedValue(UInt64(FutexCommand.FUTEX_CMP_REQUEUE_PI.rawValue), "FUTEX_CMP_REQUEUE_PI"),
        NamedValue(UInt64(FutexCommand.FUTEX_LOCK_PI2.rawValue), "FUTEX_LOCK_PI2"),
    ]

    static let futexFlags: [NamedValue] = [
        NamedValue(UInt64(FutexFlags.FUTEX_PRIVATE_FLAG.rawValue), "FUTEX_PRIVATE_FLAG"),
        NamedValue(UInt64(FutexFlags.FUTEX_CLOCK_REALTIME.rawValue), "FUTEX_CLOCK_REALTIME"),
    ]

    static let intervalTimer: [NamedValue] = [
        NamedValue(UInt64(IntervalTimer.ITIMER_REAL.rawValue), "ITIMER_REAL"),
        NamedValue(UInt64(IntervalTimer.ITIMER_VIRTUAL.rawValue), "ITIMER_VIRTUAL"),
        NamedValue(UInt64(IntervalTimer.ITIMER_PROF.rawValue), "ITIMER_PROF"),
    ]

    static let messageFlags: [NamedValue] = [
        NamedValue(UInt64(MessageFlags.MSG_OOB.rawValue), "MSG_OOB"),
        NamedValue(UInt64(MessageFlags.MSG_PEEK.rawValue), "MSG_PEEK"),
        NamedValue(UInt64(MessageFlags.MSG_DONTROUTE.rawValue), "MSG_DONTROUTE"),
        NamedValue(UInt64(MessageFlags.MSG_CTRUNC.rawValue), "MSG_CTRUNC"),
        NamedValue(UInt64(MessageFlags.MSG_TRUNC.rawValue), "MSG_TRUNC"),
        NamedValue(UInt64(MessageFlags.MSG_DONTWAIT.rawValue), "MSG_DONTWAIT"),
        NamedValue(UInt64(MessageFlags.MSG_EOR.rawValue), "MSG_EOR"),
        NamedValue(UInt64(MessageFlags.MSG_WAITALL.rawValue), "MSG_WAITALL"),
        NamedValue(UInt64(MessageFlags.MSG_CONFIRM.rawValue), "MSG_CONFIRM"),
        NamedValue(UInt64(MessageFlags.MSG_ERRQUEUE.rawValue), "MSG_ERRQUEUE"),
        NamedValue(UInt64(MessageFlags.MSG_NOSIGNAL.rawValue), "MSG_NOSIGNAL"),
        NamedValue(UInt64(MessageFlags.MSG_MORE.rawValue), "MSG_MORE"),
        NamedValue(UInt64(MessageFlags.MSG_WAITFORONE.rawValue), "MSG_WAITFORONE"),
        NamedValue(UInt64(MessageFlags.MSG_FASTOPEN.rawValue), "MSG_FASTOPEN"),
        NamedValue(UInt64(MessageFlags.MSG_CMSG_CLOEXEC.rawValue), "MSG_CMSG_CLOEXEC"),
    ]

    static let pollEvents: [NamedValue] = [
        NamedValue(UInt64(PollEvents.POLLIN.rawValue), "POLLIN"),
        NamedValue(UInt64(PollEvents.POLLPRI.rawValue), "POLLPRI"),
        NamedValue(UInt64(PollEvents.POLLOUT.rawValue), "POLLOUT"),
        NamedValue(UInt64(PollEvents.POLLERR.rawValue), "POLLERR"),
        NamedValue(UInt64(PollEvents.POLLHUP.rawValue), "POLLHUP"),
        NamedValue(UInt64(PollEvents.POLLNVAL.rawValue), "POLLNVAL"),
        NamedValue(UInt64(PollEvents.POLLRDNORM.rawValue), "POLLRDNORM"),
        NamedValue(UInt64(PollEvents.POLLRDBAND.rawValue), "POLLRDBAND"),
        NamedValue(UInt64(PollEvents.POLLWRNORM.rawValue), "POLLWRNORM"),
        NamedValue(UInt64(PollEvents.POLLWRBAND.rawValue), "POLLWRBAND"),
        NamedValue(UInt64(PollEvents.POLLRDHUP.rawValue), "POLLRDHUP"),
    ]

    static let signalActionFlags: [NamedValue] = [
        NamedValue(SignalActionFlags.SA_NOCLDSTOP.rawValue, "SA_NOCLDSTOP"),
        NamedValue(SignalActionFlags.SA_NOCLDWAIT.rawValue, "SA_NOCLDWAIT"),
        NamedValue(SignalActionFlags.SA_SIGINFO.rawValue, "SA_SIGINFO"),
        NamedValue(SignalActionFlags.SA_RESTORER.rawValue, "SA_RESTORER"),
        NamedValue(SignalActionFlags.SA_ONSTACK.rawValue, "SA_ONSTACK"),
        NamedValue(SignalActionFlags.SA_RESTART.rawValue, "SA_RESTART"),
        NamedValue(SignalActionFlags.SA_NODEFER.rawValue, "SA_NODEFER"),
        NamedValue(SignalActionFlags.SA_RESETHAND.rawValue, "SA_RESETHAND"),
    ]

    static let signalMaskHow: [NamedValue] = [
        NamedValue(UInt64(SignalMaskHow.SIG_BLOCK.rawValue), "SIG_BLOCK"),
        NamedValue(UInt64(SignalMaskHow.SIG_UNBLOCK.rawValue), "SIG_UNBLOCK"),
        NamedValue(UInt64(SignalMaskHow.SIG_SETMASK.rawValue), "SIG_SETMASK"),
    ]

    static let signalStackFlags: [NamedValue] = [
        NamedValue(UInt64(SignalStackFlags.SS_ONSTACK.rawValue), "SS_ONSTACK"),
        NamedValue(UInt64(SignalStackFlags.SS_DISABLE.rawValue), "SS_DISABLE"),
        NamedValue(UInt64(SignalStackFlags.SS_AUTODISARM.rawValue), "SS_AUTODISARM"),
    ]

    static let socketDomain: [NamedValue] = [
        NamedValue(UInt64(SocketDomain.AF_UNSPEC.rawValue), "AF_UNSPEC"),
        NamedValue(UInt64(SocketDomain.AF_UNIX.rawValue), "AF_UNIX"),
        NamedValue(UInt64(SocketDomain.AF_INET.rawValue), "AF_INET"),
        NamedValue(UInt64(SocketDomain.AF_INET6.rawValue), "AF_INET6"),
        NamedValue(UInt64(SocketDomain.AF_NETLINK.rawValue), "AF_NETLINK"),
        NamedValue(UInt64(SocketDomain.AF_PACKET.rawValue), "AF_PACKET"),
        NamedValue(UInt64(SocketDomain.AF_VSOCK.rawValue), "AF_VSOCK"),
    ]

    static let socketFlags: [NamedValue] = [
        NamedValue(UInt64(SocketFlags.SOCK_NONBLOCK.rawValue), "SOCK_NONBLOCK"),
        NamedValue(UInt64(SocketFlags.SOCK_CLOEXEC.rawValue), "SOCK_CLOEXEC"),
    ]

    static let socketType: [NamedValue] = [
        NamedValue(UInt64(SocketType.SOCK_STREAM.rawValue), "SOCK_STREAM"),
        NamedValue(UInt64(SocketType.SOCK_DGRAM.rawValue), "SOCK_DGRAM"),
        NamedValue(UInt64(SocketType.SOCK_RAW.rawValue), "SOCK_RAW"),
        NamedValue(UInt64(SocketType.SOCK_SEQPACKET.rawValue), "SOCK_SEQPACKET"),
    ]

    static let timerfdFlags: [NamedValue] = [
        NamedValue(UInt64(TimerfdFlags.TFD_NONBLOCK.rawValue), "TFD_NONBLOCK"),
        NamedValue(UInt64(TimerfdFlags.TFD_CLOEXEC.rawValue), "TFD_CLOEXEC"),
    ]

    static let timerFlags: [NamedValue] = [
        NamedValue(UInt64(TimerFlags.TIMER_ABSTIME.rawValue), "TIMER_ABSTIME"),
        NamedValue(UInt64(TimerFlags.TFD_TIMER_CANCEL_ON_SET.rawValue), "TFD_TIMER_CANCEL_ON_SET"),
    ]
}
