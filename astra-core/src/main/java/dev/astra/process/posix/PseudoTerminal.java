package dev.astra.process.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.Closeable;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// A terminal without a screen: what a program writes to it is read here.
///
/// @param reader the side that reads what the program writes
/// @param path the side to give to a program
public record PseudoTerminal(Descriptor reader, String path) implements Closeable {
    private static final int O_RDWR = 2;
    private static final int O_NOCTTY = Host.LINUX ? 0x100 : 0x20000;
    private static final int F_SETFD = 2;
    private static final int FD_CLOEXEC = 1;
    private static final int TIOCSWINSZ = 0x5414;
    private static final short ROWS = 40;
    private static final short COLUMNS = 120;
    /// `struct termios` of Linux: four words of flags (input, output, control, local) and more.
    private static final int TERMIOS = 64;
    private static final int OUTPUT_FLAGS = 4;
    private static final int LOCAL_FLAGS = 12;
    private static final int OPOST = 1;
    private static final int ECHO = 8;

    /// Opens one of 40 rows and 120 columns that hands on what is written to it as it is, without `\r` before each `\n`.
    public static PseudoTerminal open() throws PosixException {
        Descriptor reader = Descriptor.of(CFunction.POSIX_OPENPT.call(O_RDWR | O_NOCTTY));
        try {
            CFunction.FCNTL.call(reader.number(), F_SETFD, FD_CLOEXEC);
            CFunction.GRANTPT.call(reader.number());
            CFunction.UNLOCKPT.call(reader.number());
            if (Host.LINUX) {
                shape(reader);
            }
            return new PseudoTerminal(reader, name(reader));
        } catch (PosixException failed) {
            reader.close();
            throw failed;
        }
    }

    @Override
    public void close() {
        reader.close();
    }

    /// `ptsname` answers in memory that all threads share.
    private static synchronized String name(Descriptor reader) {
        return CFunction.PTSNAME.callForString(reader.number());
    }

    private static void shape(Descriptor reader) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment size = arena.allocate(JAVA_SHORT, 4);
            size.setAtIndex(JAVA_SHORT, 0, ROWS);
            size.setAtIndex(JAVA_SHORT, 1, COLUMNS);
            CFunction.IOCTL.attempt(reader.number(), TIOCSWINSZ, size.address());
            MemorySegment termios = arena.allocate(TERMIOS, 8);
            CFunction.TCGETATTR.attempt(reader.number(), termios.address());
            termios.set(JAVA_INT, OUTPUT_FLAGS, termios.get(JAVA_INT, OUTPUT_FLAGS) & ~OPOST);
            termios.set(JAVA_INT, LOCAL_FLAGS, termios.get(JAVA_INT, LOCAL_FLAGS) & ~ECHO);
            CFunction.TCSETATTR.attempt(reader.number(), 0, termios.address());
        }
    }
}
