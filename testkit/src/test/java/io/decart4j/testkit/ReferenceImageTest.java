package io.decart4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ReferenceImageTest {

    @Test
    void theMeanOfAPictureIsItsColour() throws IOException {
        BufferedImage picture = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 30; y++) {
            for (int x = 0; x < 40; x++) {
                picture.setRGB(x, y, new Color(200, 40, 10).getRGB());
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", png);
        assertThat(ReferenceImage.meanRgb(png.toByteArray())).hasValue(0xC8280A);
    }

    /** 20,000 pixels square in some kilobytes: decoded it would be 1.6 GB. */
    @Test
    void aBombIsNotDecoded() throws IOException {
        byte[] bomb = bomb(20_000, 20_000);
        assertThat(bomb.length).isLessThan(2_000_000);
        assertThat(ReferenceImage.meanRgb(bomb)).isEmpty();
    }

    @Test
    void aHeaderAloneIsNoPicture() throws IOException {
        byte[] bomb = bomb(2, 2);
        assertThat(ReferenceImage.meanRgb(Arrays.copyOf(bomb, 33))).isEmpty();
        assertThat(ReferenceImage.meanRgb(new byte[0])).isEmpty();
        assertThat(ReferenceImage.meanRgb("not a picture".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    private static byte[] bomb(int width, int height) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(png);
        out.writeLong(0x89504E470D0A1A0AL);
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(head);
        fields.writeInt(width);
        fields.writeInt(height);
        fields.write(new byte[] {8, 2, 0, 0, 0}); // 8 bits, RGB
        chunk(out, "IHDR", head.toByteArray());
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflated =
                new DeflaterOutputStream(data, new Deflater(Deflater.BEST_COMPRESSION), 1 << 16)) {
            byte[] row = new byte[3 * width + 1];
            for (int y = 0; y < height; y++) {
                deflated.write(row);
            }
        }
        chunk(out, "IDAT", data.toByteArray());
        chunk(out, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeInt((int) crc.getValue());
    }
}
