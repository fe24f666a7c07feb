package io.decart4j.benchmarks.rooms;

/** What happens to a session that runs. */
enum Cut {
    SIGNALS("signal connections cut") {
        @Override
        void strike(RoomStage stage) {
            stage.path().cutSignals();
        }
    },
    CONTROL("control socket reset") {
        @Override
        void strike(RoomStage stage) {
            stage.server().faults().drop();
        }
    },
    ROOM("room deleted") {
        @Override
        void strike(RoomStage stage) {
            stage.server().sessions().stream()
                    .flatMap(session -> session.room().stream())
                    .forEach(room -> stage.livekit().rooms().deleteRoom(room));
        }
    },
    SERVER("livekit-server restarted") {
        @Override
        void strike(RoomStage stage) {
            stage.livekit().kill();
            stage.livekit().start();
        }
    };

    private final String what;

    Cut(String what) {
        this.what = what;
    }

    abstract void strike(RoomStage stage);

    @Override
    public String toString() {
        return what;
    }
}
