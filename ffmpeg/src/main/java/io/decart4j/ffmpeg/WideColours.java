package io.decart4j.ffmpeg;

import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_get_by_name;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_create_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_parse_ptr;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_inout_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_inout_free;

import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avfilter.AVFilterInOut;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * Pictures of BT.2020 or of high dynamic range (PQ, HLG) as usual screens show them, by libavfilter's zscale and tonemap: 100 nits
 * are reference white, what is brighter is bent by the curve of Hable. Loaded with the first such picture. Used by one thread at
 * a time.
 */
final class WideColours implements AutoCloseable {

    private static final int MOST_THREADS = 4;

    private record Way(int width, int height, int format, Colours colours, int toWidth, int toHeight) {}

    private @Nullable Way way;
    private @Nullable AVFilterGraph graph;
    private AVFilterContext source = new AVFilterContext();
    private AVFilterContext sink = new AVFilterContext();

    /** In {@code yuv420p} of BT.601 and limited range, freed by the caller, whose {@code from} stays. */
    AVFrame convert(AVFrame from, Colours colours, int width, int height) {
        Way wanted = new Way(from.width(), from.height(), from.format(), colours, width, height);
        if (!wanted.equals(way)) {
            close();
            make(wanted);
        }
        AVFrame to = avutil.av_frame_alloc();
        AVFrame tagged = avutil.av_frame_clone(from);
        try {
            tagged.colorspace(colours.matrix());
            tagged.color_range(colours.full() ? avutil.AVCOL_RANGE_JPEG : avutil.AVCOL_RANGE_MPEG);
            tagged.color_primaries(colours.primaries());
            tagged.color_trc(colours.transfer());
            check(av_buffersrc_add_frame(source, tagged));
            check(av_buffersink_get_frame(sink, to));
            return to;
        } catch (Throwable e) {
            avutil.av_frame_free(to);
            throw e;
        } finally {
            avutil.av_frame_free(tagged);
        }
    }

    @Override
    public void close() {
        if (graph != null) {
            avfilter_graph_free(graph);
            graph = null;
            way = null;
        }
    }

    private void make(Way wanted) {
        AVFilterGraph made = avfilter_graph_alloc();
        graph = made;
        made.nb_threads(Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));
        source = new AVFilterContext();
        sink = new AVFilterContext();
        String in = "video_size=%dx%d:pix_fmt=%d:time_base=1/1000:colorspace=%d:range=%d"
                .formatted(
                        wanted.width,
                        wanted.height,
                        wanted.format,
                        wanted.colours.matrix(),
                        wanted.colours.full() ? avutil.AVCOL_RANGE_JPEG : avutil.AVCOL_RANGE_MPEG);
        check(avfilter_graph_create_filter(source, avfilter_get_by_name("buffer"), "in", in, null, made));
        check(avfilter_graph_create_filter(sink, avfilter_get_by_name("buffersink"), "out", null, null, made));
        AVFilterInOut outputs = end("in", source);
        AVFilterInOut inputs = end("out", sink);
        try {
            check(avfilter_graph_parse_ptr(made, filters(wanted), inputs, outputs, null));
        } finally {
            avfilter_inout_free(inputs);
            avfilter_inout_free(outputs);
        }
        check(avfilter_graph_config(made, null));
        way = wanted;
    }

    private static String filters(Way wanted) {
        String size = "zscale=w=%d:h=%d:filter=bilinear".formatted(wanted.toWidth, wanted.toHeight);
        String end = "transfer=bt709:matrix=170m:range=limited,format=yuv420p";
        return wanted.colours.isHighDynamicRange()
                ? size
                        + ":transfer=linear:npl=100,format=gbrpf32le,zscale=primaries=bt709,tonemap=hable:desat=0,zscale="
                        + end
                : size + ":primaries=bt709:" + end;
    }

    private static AVFilterInOut end(String name, AVFilterContext filter) {
        AVFilterInOut end = avfilter_inout_alloc();
        try (BytePointer text = new BytePointer(name)) {
            // The library frees its own.
            end.name(avutil.av_strdup(text));
        }
        end.filter_ctx(filter);
        end.pad_idx(0);
        end.next(null);
        return end;
    }

    private static void check(int result) {
        if (result < 0) {
            throw new IllegalStateException("cannot convert wide colours: " + Natives.text(result));
        }
    }
}
