package io.decart4j.ffmpeg;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * One line of time for the packets of a file, of which nothing is known but that they come about in order. Where the clock of
 * the file begins anew or leaps, as in streams that were joined, what follows is put behind what was before, picture and sound
 * by the same amount. Whoever reads the same packets has the same line.
 */
final class Timeline {

    /** Within a stretch, decoding times fall back by no more than this. */
    private static final long BACK = Clock.SECOND / 2;

    /**
     * In streams of broadcasts, what goes on later than this has leapt, unless another track was there meanwhile; in other files only
     * what is also behind the end that they tell, or farther than any pause. As FFmpeg's own programs do.
     */
    private static final long LEAP = 10 * Clock.SECOND;

    private static final long FAR = 30 * 3600 * Clock.SECOND;

    /** Written as a sequence, without one index that would order it. */
    private static final Set<String> SEQUENCES = Set.of("mpegts", "mpeg", "ogg", "flv", "matroska,webm");

    private final boolean sequence;
    private final boolean broadcast;
    private final long toldEnd;
    private final Map<Integer, Track> tracks = new HashMap<>();
    private Stretch current = new Stretch(0);
    private long end = Long.MIN_VALUE;
    private long jumps;

    /** @param toldEnd when the file says that it ends, in nanoseconds of its own clock; 0 when it does not say */
    Timeline(AVInputFormat format, long toldEnd) {
        this.sequence = isSequence(format);
        this.broadcast = (format.flags() & avformat.AVFMT_TS_DISCONT) != 0;
        this.toldEnd = toldEnd;
    }

    /** Whether times of such files may begin anew, so that the packets of picture and sound both have to be looked at. */
    static boolean isSequence(AVInputFormat format) {
        return SEQUENCES.contains(format.name().getString());
    }

    /** Packets that do not say how long they last do so for {@code usual} nanoseconds. */
    void add(int stream, AVRational unit, long usual) {
        tracks.put(stream, new Track(unit, usual, current));
    }

    /** Moves the packet's times to the line; what belongs to no added stream stays as it is. */
    void place(AVPacket packet) {
        Track track = tracks.get(packet.stream_index());
        long units = packet.dts() != avutil.AV_NOPTS_VALUE ? packet.dts() : packet.pts();
        if (track == null || units == avutil.AV_NOPTS_VALUE) {
            return;
        }
        long time = Clock.nanos(units, track.unit);
        if (sequence) {
            follow(track, time);
        }
        track.last = time;
        track.begun = true;
        track.stretch.newest = Math.max(track.stretch.newest, time);
        long shown = packet.pts() != avutil.AV_NOPTS_VALUE ? Clock.nanos(packet.pts(), track.unit) : time;
        long lasts = packet.duration() > 0 ? Clock.nanos(packet.duration(), track.unit) : track.usual;
        end = Math.max(end, shown + lasts + track.stretch.offset);
        move(packet, track);
    }

    /** The end of the latest packet so far, in nanoseconds; {@code Long.MIN_VALUE} when there was none. */
    long endNanos() {
        return end;
    }

    /** How often the clock began anew. */
    long jumps() {
        return jumps;
    }

    private void follow(Track track, long time) {
        if (track.stretch != current) {
            // The last packets of a stretch may come behind the first ones of another stream in the next.
            boolean late = track.begun
                    && time >= track.last - BACK
                    && Math.abs(time - track.last) <= Math.abs(time - current.newest);
            if (!late) {
                track.stretch = current;
                track.begun = false;
            }
        }
        if (track.stretch == current && current.begun()) {
            boolean back = track.begun ? time < track.last - BACK : time < current.newest - LEAP;
            boolean leap = time > current.newest + LEAP
                    && (broadcast || (toldEnd > 0 && time - LEAP > toldEnd) || time > current.newest + FAR);
            if (back || leap) {
                current = new Stretch(end - time);
                track.stretch = current;
                jumps++;
            }
        }
    }

    private static void move(AVPacket packet, Track track) {
        if (track.stretch.offset == 0) {
            return;
        }
        long units = avutil.av_rescale(track.stretch.offset, track.unit.den(), track.unit.num() * Clock.SECOND);
        if (packet.pts() != avutil.AV_NOPTS_VALUE) {
            packet.pts(packet.pts() + units);
        }
        if (packet.dts() != avutil.AV_NOPTS_VALUE) {
            packet.dts(packet.dts() + units);
        }
    }

    /** What is on one clock; times of the file and where they are put, in nanoseconds. */
    private static final class Stretch {

        private final long offset;
        private long newest = Long.MIN_VALUE;

        Stretch(long offset) {
            this.offset = offset;
        }

        boolean begun() {
            return newest != Long.MIN_VALUE;
        }
    }

    private static final class Track {

        private final AVRational unit;
        private final long usual;
        private Stretch stretch;
        private boolean begun;
        private long last;

        Track(AVRational unit, long usual, Stretch stretch) {
            this.unit = unit;
            this.usual = usual;
            this.stretch = stretch;
        }
    }
}
