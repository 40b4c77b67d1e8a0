package dev.astra.log;

/// A segment on disk, as its service's folder knows it.
final class Segment {
    private final SegmentName name;
    private volatile long sizeOnDisk;
    private volatile long indexEnd;

    Segment(SegmentName name, long sizeOnDisk, long indexEnd) {
        this.name = name;
        this.sizeOnDisk = sizeOnDisk;
        this.indexEnd = indexEnd;
    }

    SegmentName name() {
        return name;
    }

    long sizeOnDisk() {
        return sizeOnDisk;
    }

    long indexEnd() {
        return indexEnd;
    }

    void grown(long size, long index) {
        sizeOnDisk = size;
        indexEnd = index;
    }
}
