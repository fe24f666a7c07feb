package io.decart4j.webrtc;

/** A program that tries to load the library, and again, and says how that ends. */
final class LoadTwice {

    private LoadTwice() {}

    public static void main(String[] arguments) {
        for (int i = 0; i < 2; i++) {
            try {
                NativeLibrary.load();
                System.out.println("loaded");
            } catch (NativeLibraryException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
