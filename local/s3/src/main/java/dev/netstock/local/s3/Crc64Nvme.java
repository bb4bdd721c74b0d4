package dev.netstock.local.s3;

import java.util.zip.Checksum;

/**
 * The checksum CRC-64/NVME, which newer versions of the AWS CLI use and the JDK lacks.
 *
 * @see <a href="https://reveng.sourceforge.io/crc-catalogue/all.htm#crc.cat.crc-64-nvme">The
 *     catalogue of CRCs</a>
 */
final class Crc64Nvme implements Checksum {
    /** The polynomial, bit-reversed. */
    private static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;

    private static final long[] TABLE = table();
    private static final int BYTE = 0xFF;

    private long inverted = ~0L;

    @Override
    public void update(int added) {
        inverted = (inverted >>> Byte.SIZE) ^ TABLE[(int) (inverted ^ added) & BYTE];
    }

    @Override
    public void update(byte[] added, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            update(added[i]);
        }
    }

    @Override
    public long getValue() {
        return ~inverted;
    }

    @Override
    public void reset() {
        inverted = ~0L;
    }

    private static long[] table() {
        long[] table = new long[BYTE + 1];
        for (int i = 0; i <= BYTE; i++) {
            long value = i;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                value = (value & 1) == 0 ? value >>> 1 : (value >>> 1) ^ POLYNOMIAL;
            }
            table[i] = value;
        }
        return table;
    }
}
