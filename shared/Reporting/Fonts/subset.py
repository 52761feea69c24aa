#!/usr/bin/env python3
"""Makes the two font files of this folder again. See README.md."""
import bz2
import subprocess
import sys

PUNCTUATION = (
    "20-7E,A0-FF,2010-2027,2030-203A,2070-2089,20AC,2103,2160-216B,2190-2193,2200,2208,2211,221A,221E,2248,2260,2264,2265,"
    "25A0-25CF,2605,2606,3000-3017,3220-3229,338E,338F,339C-33A1,FF01-FF5E"
)


def gb2312():
    codes = (bytes([row, cell]).decode("gb2312", "ignore") for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return {ord(character) for character in codes if character}


def general_standard(unihan):
    """The 8,105 characters of the Table of General Standard Chinese Characters (kTGH in Unihan)."""
    with bz2.open(unihan, "rt", encoding="utf-8") as lines:
        return {int(line.split("\t")[0][2:], 16) for line in lines if "\tkTGH\t" in line}


def main():
    fonts, unihan = sys.argv[1:3]
    unicodes = ",".join("%X" % code for code in sorted(gb2312() | general_standard(unihan))) + "," + PUNCTUATION
    for style in ("Sans", "Serif"):
        subprocess.run(
            [sys.executable, "-m", "fontTools.subset", f"{fonts}/Noto{style}CJK-Regular.ttc", "--font-number=2", f"--unicodes={unicodes}",
             "--layout-features=", "--no-hinting", "--name-IDs=0,1,2,3,4,5,6,13,14", f"--output-file=Noto{style}SC-Subset.otf"],
            check=True)


main()
