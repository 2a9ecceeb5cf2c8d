"""Rules of the images in brand/."""

from collections.abc import Iterator

from .files import Files

SIZES = {"brand/icon.png": 256, "brand/icon@2x.png": 512}
_PNG = b"\x89PNG\r\n\x1a\n"


def complaints(files: Files) -> Iterator[str]:
    """Yield missing images and images of another size."""
    for path, size in SIZES.items():
        head = files.images.get(path, b"")
        if not head.startswith(_PNG):
            yield f"{path} is missing, or no PNG"
        elif (found := [int.from_bytes(head[at : at + 4]) for at in (16, 20)]) != [size, size]:
            yield f"{path} is {found[0]} by {found[1]} pixels, not {size} by {size}"
