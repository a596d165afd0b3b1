"""Prints the code lengths of src/deflate/codes.rs: one table for the outlines of the face of running text.

    python3 fonts/outline_codes.py

Counted are the bytes and matches of the 3 755 characters of level one of GB/T 2312-1980, each outline by itself, parsed
twice: first greedily, then by the prices of the first table. No count is below 1/8192 of all, which keeps codes within
the 15 bits of RFC 1951.
"""

import bisect
import collections
import heapq
import os

from fontTools.ttLib import TTFont

HERE = os.path.dirname(os.path.abspath(__file__))
FACE = "fandol/GW-Fangsong.ttf"
LENGTHS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258]
LENGTH_BITS = [0] * 8 + [bits for bits in range(1, 6) for _ in range(4)] + [0]
DISTANCES = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577]
DISTANCE_BITS = [0, 0] + [bits for bits in range(0, 14) for _ in range(2)]
LONGEST = 258


def characters():
    rows = [bytes([row, column]) for row in range(0xB0, 0xD8) for column in range(0xA1, 0xFF)]
    return "".join(place.decode("gb2312", "ignore") for place in rows)


def length_symbol(length):
    return 257 + (28 if length == LONGEST else bisect.bisect_right(LENGTHS[:28], length) - 1)


def distance_symbol(distance):
    return bisect.bisect_right(DISTANCES, distance) - 1


def parse(data, literals, distances):
    """Literals and (length, distance) pairs: at each place the match that saves most bits."""
    out, at, seen = [], 0, collections.defaultdict(list)
    while at < len(data):
        best, chosen = 0, None
        for before in reversed(seen[data[at : at + 3]]):
            length = 0
            while at + length < len(data) and length < LONGEST and data[before + length] == data[at + length]:
                length += 1
            if length < 3:
                continue
            symbol, step = length_symbol(length), distance_symbol(at - before)
            price = literals[symbol] + LENGTH_BITS[symbol - 257] + distances[step] + DISTANCE_BITS[step]
            saved = sum(literals[byte] for byte in data[at : at + length]) - price
            if saved > best:
                best, chosen = saved, (length, at - before)
        out.append(chosen or data[at])
        for place in range(at, at + (chosen[0] if chosen else 1)):
            seen[data[place : place + 3]].append(place)
        at += chosen[0] if chosen else 1
    return out


def lengths(counts):
    floor = max(1, sum(counts) // 8192)
    heap = [(max(count, floor), symbol, (symbol,)) for symbol, count in enumerate(counts)]
    heapq.heapify(heap)
    depth = [0] * len(counts)
    order = len(counts)
    while len(heap) > 1:
        one, two = heapq.heappop(heap), heapq.heappop(heap)
        for symbol in one[2] + two[2]:
            depth[symbol] += 1
        heapq.heappush(heap, (one[0] + two[0], order, one[2] + two[2]))
        order += 1
    assert max(depth) <= 15
    return depth


def outlines():
    font = TTFont(os.path.join(HERE, FACE))
    glyf, places, mapped = font.reader["glyf"], font["loca"].locations, font.getBestCmap()
    for ch in characters():
        if ord(ch) in mapped:
            glyph = font.getGlyphID(mapped[ord(ch)])
            yield glyf[places[glyph] : places[glyph + 1]]


def main():
    literals, distances = [8] * 286, [5] * 30
    everything = list(outlines())
    for _ in range(2):
        literal_counts, distance_counts = [0] * 286, [0] * 30
        for data in everything:
            for token in parse(data, literals, distances):
                if isinstance(token, tuple):
                    literal_counts[length_symbol(token[0])] += 1
                    distance_counts[distance_symbol(token[1])] += 1
                else:
                    literal_counts[token] += 1
        literals, distances = lengths(literal_counts), lengths(distance_counts)
    told = [0] * 16
    for length in literals + distances:
        told[length] += 1
    print("LITERALS", literals)
    print("DISTANCES", distances)
    print("TOLD", [length if told[symbol] else 0 for symbol, length in enumerate(lengths_of_used(told))])


def lengths_of_used(counts):
    used = [symbol for symbol, count in enumerate(counts) if count]
    depth = lengths([counts[symbol] for symbol in used])
    assert max(depth) <= 7
    return [depth[used.index(symbol)] if symbol in used else 0 for symbol in range(len(counts))]


main()
