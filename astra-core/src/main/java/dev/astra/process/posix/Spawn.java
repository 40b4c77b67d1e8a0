package dev.astra.process.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;

/// Starts a program by `posix_spawn`: in a session of its own, with every signal as it is by default, none blocked, and no
/// descriptor open but its three streams.
///
/// @param program absolute
/// @param arguments the first is the name it is called by
/// @param environment `NAME=value`
/// @param folder where it starts
/// @param streams stdin, stdout and stderr
public record Spawn(Path program, List<String> arguments, List<String> environment, Path folder, List<Stream> streams) {
    private static final int SETSIGDEF = 0x04;
    private static final int SETSIGMASK = 0x08;
    private static final int SETSID = Host.LINUX ? 0x80 : 0x400;
    /// macOS alone: no descriptor is inherited that no file action names.
    private static final int CLOEXEC_DEFAULT = Host.LINUX ? 0 : 0x4000;
    /// More than any C library needs for its attributes (336 in glibc), actions (80) or a set of signals (128).
    private static final int OPAQUE = 512;
    private static final int O_RDWR = 2;

    public Spawn {
        arguments = List.copyOf(arguments);
        environment = List.copyOf(environment);
        streams = List.copyOf(streams);
    }

    /// Starts it and returns once the program itself runs.
    ///
    /// @return its process number
    /// @throws PosixException when it could not be started; nothing of it is left then
    public int start() throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = arena.allocate(OPAQUE, 16);
            MemorySegment actions = arena.allocate(OPAQUE, 16);
            CFunction.POSIX_SPAWNATTR_INIT.callForError(attributes.address());
            CFunction.POSIX_SPAWN_FILE_ACTIONS_INIT.callForError(actions.address());
            try {
                describe(attributes, arena);
                redirect(actions, arena);
                MemorySegment pid = arena.allocate(8, 8);
                CFunction.POSIX_SPAWN.callForError(pid.address(), arena.allocateFrom(program.toString()).address(),
                        actions.address(), attributes.address(), strings(arguments, arena),
                        strings(environment, arena));
                return pid.get(JAVA_INT, 0);
            } finally {
                CFunction.POSIX_SPAWN_FILE_ACTIONS_DESTROY.callForError(actions.address());
                CFunction.POSIX_SPAWNATTR_DESTROY.callForError(attributes.address());
            }
        }
    }

    private static void describe(MemorySegment attributes, Arena arena) throws PosixException {
        MemorySegment signals = arena.allocate(OPAQUE, 16);
        CFunction.SIGFILLSET.call(signals.address());
        CFunction.POSIX_SPAWNATTR_SETSIGDEFAULT.callForError(attributes.address(), signals.address());
        CFunction.SIGEMPTYSET.call(signals.address());
        CFunction.POSIX_SPAWNATTR_SETSIGMASK.callForError(attributes.address(), signals.address());
        CFunction.POSIX_SPAWNATTR_SETFLAGS.callForError(attributes.address(),
                SETSID | SETSIGDEF | SETSIGMASK | CLOEXEC_DEFAULT);
    }

    private void redirect(MemorySegment actions, Arena arena) throws PosixException {
        long nothing = arena.allocateFrom("/dev/null").address();
        for (int number = 0; number < streams.size(); number++) {
            switch (streams.get(number)) {
                case Stream.Nothing() -> open(actions, number, nothing);
                case Stream.Open(Descriptor descriptor) -> CFunction.POSIX_SPAWN_FILE_ACTIONS_ADDDUP2
                        .callForError(actions.address(), descriptor.number(), number);
                case Stream.Terminal(String path) -> open(actions, number, arena.allocateFrom(path).address());
            }
        }
        CFunction.POSIX_SPAWN_FILE_ACTIONS_ADDCHDIR_NP.callForError(actions.address(),
                arena.allocateFrom(folder.toString()).address());
        if (CFunction.POSIX_SPAWN_FILE_ACTIONS_ADDCLOSEFROM_NP.exists()) {
            CFunction.POSIX_SPAWN_FILE_ACTIONS_ADDCLOSEFROM_NP.callForError(actions.address(), streams.size());
        } else if (Host.LINUX) {
            OpenDescriptors.closeOnExec();
        }
    }

    private static void open(MemorySegment actions, int number, long path) throws PosixException {
        CFunction.POSIX_SPAWN_FILE_ACTIONS_ADDOPEN.callForError(actions.address(), number, path, O_RDWR, 0);
    }

    private static long strings(List<String> all, Arena arena) {
        MemorySegment array = arena.allocate(ADDRESS, all.size() + 1L);
        for (int index = 0; index < all.size(); index++) {
            array.setAtIndex(ADDRESS, index, arena.allocateFrom(all.get(index)));
        }
        return array.address();
    }
}
