"""Runs the official SDK against a server and prints what it returned.

Standard input is a JSON object {"base_url": ..., "api_key": ..., "jobs": [...]}. A job of kind image
or video has path, mime_type, name, model, parameters and, for a video that has one,
frames_per_second; one of kind image_results has task_uuid. Standard output
is one JSON line a job: {"response": ...} or {"error": class name, "message": text}.
"""

import asyncio
import json
import sys

from dragoneye import Dragoneye, Image, Video


async def run(client, job):
    if job["kind"] == "image_results":
        return await client.classification.get_image_results(job["task_uuid"])
    family = Image if job["kind"] == "image" else Video
    with open(job["path"], "rb") as file:
        media = family.from_bytes(file.read(), mime_type=job["mime_type"], name=job["name"])
    arguments = {"media": media, "model_name": job["model"], "timeout_seconds": 30}
    arguments.update(job["parameters"])
    if job["kind"] == "image":
        return await client.classification.predict_image(**arguments)
    if "frames_per_second" in job:
        arguments["frames_per_second"] = job["frames_per_second"]
    return await client.classification.predict_video(**arguments)


async def main():
    request = json.load(sys.stdin)
    client = Dragoneye(api_key=request["api_key"], base_api_url=request["base_url"])
    for job in request["jobs"]:
        try:
            response = await run(client, job)
            answer = {"response": response.model_dump(mode="python")}
        except Exception as error:
            answer = {"error": type(error).__name__, "message": str(error)}
        # repr of a float is the shortest text that reads back as the same float
        print(json.dumps(answer), flush=True)


asyncio.run(main())
