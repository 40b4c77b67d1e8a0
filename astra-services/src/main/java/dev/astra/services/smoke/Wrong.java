package dev.astra.services.smoke;

/// Something is not as it should be.
public final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Wrong(String what) {
        super(what);
    }

    static void unless(boolean right, String what) {
        if (!right) {
            throw new Wrong(what);
        }
    }
}
